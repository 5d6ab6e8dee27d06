"""A finding: what one clause says of one applicant, and on the ground of which answers."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from py_checker.core.evaluation import Evaluation, merged
from py_checker.core.rulebook import DOUBTFUL, PLAIN, REQUIRED, Clause, Exemption, Reading
from py_checker.core.truth import FALSE, TRUE, UNKNOWN, Truth, conjunction, disjunction, negation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from py_checker.core.conditions import Condition
    from py_checker.core.values import Answers


class Outcome(Enum):
    """How a clause stands to an applicant."""

    MET = "met"
    NOT_MET = "not_met"
    DOUBTFUL = "doubtful"  # met under one reading of the sentence, not met under the other
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


class Finding(NamedTuple):
    """A clause's outcome, the facts that decided it, and the facts that are still missing.

    ``can_deny``: an open finding that may still turn into a failed hard condition.
    ``exempted_by``: the clause that frees from this one, where one does.
    ``reading``: the id of the reading, where the clause is not met since under each of its options some clause fails.
    """

    clause: str
    kind: str
    outcome: Outcome
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    can_deny: bool = False
    exempted_by: str | None = None
    reading: str | None = None


class Pair(NamedTuple):
    """A clause and the exemptions from it that hold in a track; and the ``peers`` that share its reading there."""

    clause: Clause
    exemptions: tuple[Exemption, ...] = ()
    reading: Reading | None = None
    peers: tuple[Pair, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What tells this pair from every other one of the rulebook."""
        own = (self.clause.id, *(item.source for item in self.exemptions))
        return (own, *(peer.key for peer in self.peers))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition on which the finding rests."""
        own = (self.clause.applies_when, self.clause.check, self.clause.doubtful_when)
        links = (item.when for item in self.exemptions)
        inner = (rule for peer in self.peers for rule in peer.conditions)
        return (*(rule for rule in own if rule is not None), *links, *inner)


def pairs_of(
    track: Collection[str],
    clauses: Mapping[str, Clause],
    exemptions: Iterable[Exemption],
    readings: Mapping[str, Reading],
    only: Collection[str] | None = None,
) -> list[Pair]:
    """Return the pairs of a track's clauses that carry a check, in order; ``only`` as if there were no others."""
    inside = frozenset(track)
    links: dict[str, list[Exemption]] = {}
    for item in exemptions:
        if item.source in inside:
            links.setdefault(item.target, []).append(item)
    checked = [found for found in (track if only is None else only) if clauses[found].check]
    alone = [_alone(clauses[found], tuple(links.get(found, ())), readings) for found in checked]
    return [
        pair._replace(peers=tuple(peer for peer in alone if peer.reading == pair.reading and peer is not pair))
        if pair.reading
        else pair
        for pair in alone
    ]


def _alone(clause: Clause, exemptions: tuple[Exemption, ...], readings: Mapping[str, Reading]) -> Pair:
    named = (clause.reading, *(item.reading for item in exemptions))
    reading = next((readings[name] for name in named if name is not None), None)
    return Pair(clause=clause, exemptions=exemptions, reading=reading)


_ALWAYS = Evaluation(truth=TRUE)
_NEVER = Evaluation(truth=FALSE)


class _Seen(NamedTuple):
    """A pair's conditions, evaluated."""

    pair: Pair
    applies: Evaluation
    check: Evaluation
    doubt: Evaluation
    waivers: list[tuple[Exemption, Evaluation]]

    @property
    def parts(self) -> list[Evaluation]:
        return [self.applies, self.check, *(found for _, found in self.waivers), self.doubt]

    @property
    def missing(self) -> tuple[str, ...]:
        return merged(part.missing for part in self.parts if part.truth is UNKNOWN)

    @property
    def binding(self) -> Truth:
        """Whether it concerns the applicant, and nothing frees from it: plainly, or under every option."""
        waived = disjunction(found.truth for item, found in self.waivers if item.certainty == PLAIN)
        if self.pair.reading is not None:
            each = conjunction(self.freed(option) for option in self.pair.reading.options)
            waived = disjunction((waived, each))
        return conjunction((self.applies.truth, negation(waived)))

    def freed(self, option: str) -> Truth:
        """Whether it is freed from where the word means ``option``."""
        return disjunction(found.truth for item, found in self.waivers if item.under == option)

    @property
    def doubted(self) -> Truth:
        """Whether its own doubt speaks: not where the word means what frees from it."""
        under = self.pair.clause.under
        return self.doubt.truth if under is None else conjunction((self.doubt.truth, negation(self.freed(under))))

    def fails(self, option: str) -> Truth:
        """Whether it fails where the word means ``option``, though not whatever the word means."""
        kept = self.check.truth
        stricter = conjunction((kept, self.doubted)) if self.pair.clause.under == option else FALSE
        doubtful = [(item, found.truth) for item, found in self.waivers if item.certainty == DOUBTFUL]
        otherwise = disjunction(truth for item, truth in doubtful if item.under not in (None, option))
        freed = disjunction(truth for item, truth in doubtful if item.under in (None, option))
        broken = disjunction((stricter, conjunction((negation(kept), otherwise))))
        return conjunction((self.binding, broken, negation(freed)))


def find(pair: Pair, answers: Answers) -> Finding:
    """Return the finding for a clause that carries a check.

    With *a* whether the clause concerns the applicant, *c* its check, *p* and *q* the plain and
    the doubtful exemptions: the clause is kept when ``not a or p or c``; where that fails, *q*
    turns the failure into a doubt; where it holds, the clause's own doubt may still speak.
    Where under every option of its reading some hard clause fails, the doubt is a failure.
    """
    clause = pair.clause
    applies = _evaluate(clause.applies_when, answers, _ALWAYS)
    if applies.truth is FALSE:  # it concerns somebody else
        return Finding(clause=clause.id, kind=clause.kind, outcome=Outcome.NOT_APPLICABLE, used=applies.used)
    if not pair.exemptions and clause.applies_when is None and clause.doubtful_when is None:
        return _plain(clause, _evaluate(clause.check, answers, _ALWAYS))  # the same as below, for the many such
    seen = _see(pair, answers)
    found = _finding(seen)
    hard = clause.kind == REQUIRED and pair.peers and found.outcome in (Outcome.DOUBTFUL, Outcome.OPEN)
    return _among_peers(found, seen, answers) if hard else found


def _see(pair: Pair, answers: Answers) -> _Seen:
    clause = pair.clause
    return _Seen(
        pair=pair,
        applies=_evaluate(clause.applies_when, answers, _ALWAYS),
        check=_evaluate(clause.check, answers, _ALWAYS),
        doubt=_evaluate(clause.doubtful_when, answers, _NEVER),
        waivers=[(item, item.when.evaluate(answers)) for item in pair.exemptions],
    )


def _finding(seen: _Seen) -> Finding:
    """Return what a clause says by itself."""
    clause, (applies, check, *waived, doubt) = seen.pair.clause, seen.parts
    eased = disjunction(found.truth for item, found in seen.waivers if item.certainty == DOUBTFUL)
    binding = seen.binding
    kept = disjunction((negation(binding), check.truth))
    outcome = _outcome(binding, kept, seen.doubted, eased)
    if outcome is Outcome.OPEN:
        can_deny = clause.kind == REQUIRED and kept is not TRUE and eased is not TRUE
        used = merged(part.used for part in seen.parts)
        return Finding(
            clause=clause.id, kind=clause.kind, outcome=outcome, used=used, missing=seen.missing, can_deny=can_deny
        )
    parts = [applies, *waived] if outcome is Outcome.NOT_APPLICABLE else [applies, check]
    if outcome is Outcome.DOUBTFUL:
        parts = [applies, *waived, check, doubt]
    source = next((item.source for item, found in seen.waivers if found.truth is TRUE), None)
    return Finding(
        clause=clause.id,
        kind=clause.kind,
        outcome=outcome,
        used=merged(part.used for part in parts),
        exempted_by=source if outcome in (Outcome.NOT_APPLICABLE, Outcome.DOUBTFUL) else None,
    )


def _among_peers(alone: Finding, seen: _Seen, answers: Answers) -> Finding:
    """Return what becomes of a doubt once it is read together with those that share its reading."""
    reading = seen.pair.reading
    if reading is None:
        return alone
    together = [seen, *(_see(peer, answers) for peer in seen.pair.peers if peer.clause.kind == REQUIRED)]
    failing = {option: [one.fails(option) for one in together] for option in reading.options}
    own = disjunction(truths[0] for truths in failing.values())
    denied = conjunction((own, *(disjunction(truths) for truths in failing.values())))
    if denied is FALSE:
        return alone
    if alone.outcome is Outcome.OPEN:
        return alone._replace(can_deny=True)
    if denied is TRUE:
        return alone._replace(outcome=Outcome.NOT_MET, reading=reading.id)
    unsettled = [one for one, *truths in zip(together, *failing.values(), strict=True) if UNKNOWN in truths]
    missing = merged(one.missing for one in unsettled)
    return alone._replace(outcome=Outcome.OPEN, missing=missing, can_deny=True, exempted_by=None)


_PLAIN = {TRUE: Outcome.MET, FALSE: Outcome.NOT_MET, UNKNOWN: Outcome.OPEN}


def _plain(clause: Clause, check: Evaluation) -> Finding:
    return Finding(
        clause=clause.id,
        kind=clause.kind,
        outcome=_PLAIN[check.truth],
        used=check.used,
        missing=check.missing,
        can_deny=check.truth is UNKNOWN and clause.kind == REQUIRED,
    )


def _outcome(binding: Truth, kept: Truth, doubt: Truth, eased: Truth) -> Outcome:
    if binding is FALSE:
        return Outcome.NOT_APPLICABLE
    if kept is FALSE:
        return {TRUE: Outcome.DOUBTFUL, FALSE: Outcome.NOT_MET, UNKNOWN: Outcome.OPEN}[eased]
    if kept is UNKNOWN:
        return Outcome.OPEN
    if doubt is FALSE:
        return Outcome.MET
    return Outcome.DOUBTFUL if doubt is TRUE and binding is TRUE else Outcome.OPEN


def _evaluate(condition: Condition | None, answers: Answers, absent: Evaluation) -> Evaluation:
    return absent if condition is None else condition.evaluate(answers)
