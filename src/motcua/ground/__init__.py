"""Ground: what all rooms stand on: the log, files, numbers, keys, jobs, notices and the clock."""
