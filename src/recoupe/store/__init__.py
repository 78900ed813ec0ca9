"""Where records rest: one SQLite file with two doors, the writer and the view."""
