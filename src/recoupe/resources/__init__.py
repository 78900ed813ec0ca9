"""What does not differ between languages: the coding scheme, countries, actors, agencies, outlets, places."""
