"""The guide as a frozen model, read from YAML and checked; knows no page and no JSON."""
