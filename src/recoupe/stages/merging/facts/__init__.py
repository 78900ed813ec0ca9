"""The facts that are compared: who, when, where, how it is worded, and all of them in one portrait."""
