"""Why: plain words for what a dossier holds and for the rules that found it."""
