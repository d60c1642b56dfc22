"""Pages of this room: uploads with their preview, past loads, and differences."""
