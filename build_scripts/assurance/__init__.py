"""``make check`` and ``make mutate``: whether data and rules can be relied on."""
