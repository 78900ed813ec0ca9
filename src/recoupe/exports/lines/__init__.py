"""The whole dossier as JSON Lines, out and back in."""
