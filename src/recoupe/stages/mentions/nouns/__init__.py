"""Noun phrases that name actors: titles, institutions, groups."""
