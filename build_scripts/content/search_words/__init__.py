"""Words that visitors type instead of those of the text, and what they answer to."""
