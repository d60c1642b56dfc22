"""EDIFACT: manifests, reports of calls and lists of persons in the UN's language of segments, and answers in it."""
