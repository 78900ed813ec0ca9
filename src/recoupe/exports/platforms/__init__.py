"""Files for timelines, maps and calendars."""
