"""Applicants and portfolios with what the official text gives them, as staff write them."""
