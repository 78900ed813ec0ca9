"""What differs between languages: one folder a language, the same file names in each."""
