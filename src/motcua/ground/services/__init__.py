"""Every write of ground: bulk, clock, files, ids, jobs, keys, log, notices, numbering."""
