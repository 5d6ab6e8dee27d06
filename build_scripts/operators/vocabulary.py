"""The closed list of operators, in the order in which staff are told them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.operators.connectives import Denied, Parts, Premise, Quorum
from build_scripts.operators.operands import Choice, Choices, Day, Number, OtherFact, Shares, Years
from build_scripts.operators.operator import Operator
from py_checker.core.conditions import (
    Above,
    AgeAtMost,
    All,
    Any,
    AtLeast,
    AtMost,
    Before,
    Below,
    BelowFact,
    Count,
    From,
    IfThen,
    Is,
    Not,
    OneOf,
    Ratio,
    RatioAbove,
)

if TYPE_CHECKING:
    from py_checker.core.conditions import Condition

OPERATORS = (
    Operator(kind=Is, form={"fact": None, "is": Choice()}),
    Operator(kind=OneOf, form={"fact": None, "one_of": Choices()}, opposite="none_of"),
    Operator(kind=AtLeast, form={"fact": None, "at_least": Number()}, opposite="below", mistaken_for=(Above, AtMost)),
    Operator(kind=AtMost, form={"fact": None, "at_most": Number()}, opposite="above", mistaken_for=(Below, AtLeast)),
    Operator(kind=Above, form={"fact": None, "above": Number()}, opposite="at_most", mistaken_for=(AtLeast, Below)),
    Operator(kind=Below, form={"fact": None, "below": Number()}, opposite="at_least", mistaken_for=(AtMost, Above)),
    Operator(kind=Before, form={"fact": None, "before": Day()}, opposite="from", mistaken_for=(From,)),
    Operator(kind=From, form={"fact": None, "from": Day()}, opposite="before", mistaken_for=(Before,)),
    Operator(kind=AgeAtMost, form={"fact": None, "age_at_most": Years()}, opposite="age_above"),
    Operator(kind=BelowFact, form={"fact": None, "below_fact": OtherFact()}, opposite="at_least_fact"),
    Operator(kind=Ratio, form={"ratio": Shares(), "at_least": None}, sentence="ratio_at_least", opposite="ratio_below"),
    Operator(
        kind=RatioAbove,
        form={"ratio": Shares("above"), "above": None},
        sentence="ratio_above",
        opposite="ratio_at_most",
    ),
    Operator(kind=All, form={"all": Parts()}),
    Operator(kind=Any, form={"any": Parts()}),
    Operator(kind=Not, form={"not": Denied()}),
    Operator(kind=IfThen, form={"if": Premise(), "then": None}),
    Operator(kind=Count, form={"count": Quorum(), "at_least": None}),
)


def operator_of(condition: Condition) -> Operator:
    """Return the operator of a condition."""
    return next(operator for operator in OPERATORS if operator.kind is type(condition))


def forms() -> str:
    """Return how conditions can be written, as staff are told."""
    return ", ".join(f"{{{', '.join(operator.form)}}}" for operator in OPERATORS)


def keys() -> tuple[str, ...]:
    """Return every key that a condition can have, each once."""
    return tuple(dict.fromkeys(key for operator in OPERATORS for key in operator.form))
