"""The operators of the checks, as the build needs them; ``vocabulary`` lists them all."""
