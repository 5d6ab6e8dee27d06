"""The data that the self-assessment loads: rules, words, what kept answers belong to."""
