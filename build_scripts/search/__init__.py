"""The search: its index, its everyday words, its worker."""
