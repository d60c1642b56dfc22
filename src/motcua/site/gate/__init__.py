"""The small installation at a gate as a site of its own (`motcua gate serve`): no database of the department."""
