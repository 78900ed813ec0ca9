"""The line classifier: what each line of a flattened page is, and which rule says so."""
