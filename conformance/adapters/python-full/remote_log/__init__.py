"""A remote log: its format, a writer, a reader and an MVDS node, without any transport."""
