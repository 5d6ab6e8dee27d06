"""The pages as Markdown, in both languages, from the model and the rules."""
