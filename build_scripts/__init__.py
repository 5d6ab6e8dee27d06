"""Builds the site from ``guide_data``: read, check, render, bundle. Start at ``__main__``."""
