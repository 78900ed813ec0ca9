"""Places, and the names that are now a place and now an actor."""
