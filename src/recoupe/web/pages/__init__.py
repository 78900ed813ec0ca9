"""The pages, one module a family: each turns findings into plain values."""
