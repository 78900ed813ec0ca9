"""Reference inside a page."""
