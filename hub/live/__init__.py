"""The live plumbing: a log per topic in the database, one reader per process, sockets that only push."""
