"""The time and bytes from the start of a worker to the first verdict, beside other ways to do it."""
