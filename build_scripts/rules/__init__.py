"""The rules of an edition: as the rulebook that ``py_checker`` reads, and as plain sentences."""
