"""Text and where it stands: YAML files with their lines, and faults told to staff."""
