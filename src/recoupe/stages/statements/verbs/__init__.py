"""Verbs of speech: which they are, whether they say anything, and where what they govern begins."""
