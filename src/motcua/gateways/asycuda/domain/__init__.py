"""AWMDS in bytes and values: recognising, reading, writing, answering. No entities, no network."""
