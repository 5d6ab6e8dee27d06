"""Texts in both languages of the site."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("zh", "en")
TAGS = {"zh": "zh-Hans", "en": "en"}  # as pages name them


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text in both languages; the Chinese one is the official or the leading one."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """Return the text in ``lang``: ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en
