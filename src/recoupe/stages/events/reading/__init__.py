"""One passage made ready: words, clauses, and the mentions and statements at their tokens."""
