"""How fast the checker answers, and how few questions it needs: ``make bench``."""
