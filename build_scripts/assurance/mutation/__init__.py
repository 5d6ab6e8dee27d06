"""Whether the scenarios would notice a mistake in the rules."""
