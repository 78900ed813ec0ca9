"""The reading room: a dossier as pages of a local web application that reads and never writes."""
