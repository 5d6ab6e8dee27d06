"""What visitors take away: PDFs, calendars, preview images, the whole site as a zip."""
