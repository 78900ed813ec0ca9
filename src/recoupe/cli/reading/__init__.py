"""Commands that read a dossier and change nothing."""
