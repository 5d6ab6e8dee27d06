"""Pictures drawn from the data: SVG with real text, in a wide and a narrow layout, for both languages."""
