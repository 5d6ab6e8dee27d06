"""Tables across all tracks: funding, finder, comparison, coverage."""
