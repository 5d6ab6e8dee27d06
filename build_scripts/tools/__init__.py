"""Programs of this machine that the build runs: Chromium, and packers under Node."""
