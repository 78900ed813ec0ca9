"""Tables for people and programs: our own, and those of event data sets."""
