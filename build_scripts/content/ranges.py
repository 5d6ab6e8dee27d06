"""The range of a grant as the rule of its clause: an amount outside it is no bar, but has to be asked about.

The figures stand once, in the grants of edition.yml; a clause of kind ``amount`` takes its rule from there.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from build_scripts.content.roles import AMOUNT_ASKED
from py_checker.core.conditions import All, AtLeast, AtMost
from py_checker.core.rulebook import AMOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from build_scripts.content.documents import Clause
    from build_scripts.content.edition import Grant, Question
    from build_scripts.source.faults import FaultList
    from py_checker.core.conditions import Condition

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def bound(figure: str | None) -> Decimal | None:
    """Return the number of a figure, in the text's own unit; None where there is none."""
    found = _NUMBER.match(figure or "")
    return Decimal(found.group()) if found else None


def range_check(grant: Grant, questions: Iterable[Question]) -> Condition | None:
    """Return the test of the amount asked against a grant; None where it has no bounds, or nothing is asked."""
    asked = next((question.fact.id for question in questions if question.role == AMOUNT_ASKED), None)
    if asked is None:
        return None
    bounds = ((AtLeast, bound(grant.at_least)), (AtMost, bound(grant.at_most)))
    parts = tuple(test(fact=asked, bound=value) for test, value in bounds if value is not None)
    return parts[0] if len(parts) == 1 else All(parts) if parts else None


def check_ranges(grants: Iterable[Grant], clauses: Mapping[str, Clause], faults: FaultList) -> None:
    """Note a grant with bounds whose clause is of another kind, a range that is empty, and a clause without grant."""
    ranged = set()
    for grant in grants:
        least, most = bound(grant.at_least), bound(grant.at_most)
        if least is None and most is None:
            continue
        ranged.add(grant.clause)
        if least is not None and most is not None and least > most:
            bounds = {"at_least": str(grant.at_least), "at_most": str(grant.at_most)}
            faults.add(grant.place, "range_reversed", grant=grant.id, **bounds)
        clause = clauses.get(grant.clause)
        if clause and clause.kind != AMOUNT:
            faults.add(clause.place, "range_of_other_kind", clause=clause.id, kind=clause.kind, grant=grant.id)
    for clause in clauses.values():
        if clause.kind == AMOUNT and clause.id not in ranged:
            faults.add(clause.place, "amount_without_range", clause=clause.id)
