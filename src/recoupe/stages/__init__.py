"""The stages: one room each, one door (a verb) each; their order stands in `pipeline.py`."""
