"""The Python that runs ``py_checker`` in a browser; knows nothing of the guide."""
