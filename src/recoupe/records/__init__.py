"""What things are: nouns only. This package imports nothing of Recoupe's."""
