"""Pages of ships' calls: tasks, lists, the board, berths, dossiers, documents, forms and sheets."""
