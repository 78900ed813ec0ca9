"""Tables of articles, row by row: delimited text, JSON lines and lists; the names of their columns; their dates."""
