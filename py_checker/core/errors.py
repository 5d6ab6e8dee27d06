"""What can go wrong at the border of the checker, as data: codes and values, never prose."""

from __future__ import annotations

from typing import NamedTuple


class CheckerError(Exception):
    """A message or a rulebook that the checker cannot work with.

    ``code`` is one of a closed list (see ``CODES``); ``detail`` holds the values that a text
    about it needs. The words for each code live in ``guide_data/interface``.
    """

    CODES = ("not_json", "not_a_message", "foreign_format", "wrong_version", "wrong_edition", "unknown_kind",
             "bad_answers", "unknown_track", "bad_applications", "bad_rulebook", "internal")  # fmt: skip

    def __init__(self, code: str, **detail: str) -> None:
        """Keep ``code`` and the values that describe the case."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Problem(NamedTuple):
    """An answer that cannot be used; it counts as unanswered until it is mended.

    ``fact`` is the question it stands at; ``code`` one of ``facts.PROBLEM_CODES``; ``detail`` the
    values that the message needs (what was found, the limit; of a conflict the law and the plain
    values of all answers to the facts of the law, by fact).
    """

    fact: str
    code: str
    detail: dict[str, str | bool]
