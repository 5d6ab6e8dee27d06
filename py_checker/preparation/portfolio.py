"""Several planned applications: which of them may be filed together, and why not.

An application belongs to a project; two applications of one project share its leader, unit and
content. A rule (``Across``) allows at most so many applications that are alike in what it names.
What has not been said of two projects is unknown, and leaves open what depends on it.
"""

from __future__ import annotations

import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from py_checker.core.findings import Outcome
from py_checker.core.rulebook import REQUIRED
from py_checker.core.truth import FALSE, TRUE, UNKNOWN, Truth, conjunction, disjunction, negation, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEADER, UNIT, CONTENT = "leader", "unit", "content"
LIKENESSES = (LEADER, UNIT, CONTENT)
TYPE, APPLICANT = "type", "applicant"
DIFFERENCES = (TYPE, APPLICANT)
MOST_APPLICATIONS = 12


class Across(NamedTuple):
    """At most ``at_most`` applications to ``tracks`` that are alike in all of ``same`` may be filed together.

    Where ``different`` is not empty, that holds of those that also differ in all of it; of others
    that are alike it is doubtful (``doubtful``), or nothing is said. ``types`` maps tracks to project types.
    """

    clause: str
    kind: str
    tracks: frozenset[str]
    same: tuple[str, ...]
    different: tuple[str, ...] = ()
    at_most: int = 1
    doubtful: bool = False


class Application(NamedTuple):
    """A planned application. ``leader`` and ``unit`` are names as typed, None where they have not been given."""

    id: str
    project: str
    track: str
    type: str
    leader: str | None = None
    unit: str | None = None


class Conflict(NamedTuple):
    """Applications that a clause does not let be filed together: surely, doubtfully, or depending on ``missing``."""

    clause: str
    kind: str
    applications: tuple[str, ...]
    outcome: Outcome
    missing: tuple[str, ...] = ()


class Combination(NamedTuple):
    """Applications that may be filed together; ``outcome`` is the weakest of what is known about them."""

    applications: tuple[str, ...]
    outcome: Outcome


class Portfolio:
    """Planned applications under the rules about several of them.

    ``similar`` tells of pairs of projects whether their research content is the same or similar.
    """

    def __init__(
        self, rules: Iterable[Across], applications: Iterable[Application], similar: Mapping[frozenset[str], bool]
    ) -> None:
        """Keep the rules, the applications and what has been said of pairs of projects."""
        self.rules = tuple(rules)
        self.applications = tuple(applications)
        self.similar = similar

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return every smallest group of applications that may not, or may perhaps not, be filed together."""
        found = [
            conflict
            for rule in self.rules
            for group in combinations([one for one in self.applications if one.track in rule.tracks], rule.at_most + 1)
            for conflict in self._conflict(rule, group)
        ]
        barred = [set(one.applications) for one in found if one.outcome is Outcome.NOT_MET]
        return tuple(  # a doubt about what may not be filed together anyway is no news
            one
            for one in found
            if one.outcome is Outcome.NOT_MET or not any(group <= set(one.applications) for group in barred)
        )

    def combinations(self, barred: frozenset[str]) -> tuple[Combination, ...]:
        """Return the largest sets that may be filed together, the clearest first; ``barred`` ones are in none.

        A smaller set stands beside a larger one only where more is known to be in order with it.
        """
        free = [one.id for one in self.applications if one.id not in barred]
        bits = {name: 1 << number for number, name in enumerate(free)}
        ranks = self._ranks(bits)
        found = [
            (rank, chosen)
            for chosen, rank in enumerate(ranks)
            if chosen and rank < _BARRED and all(chosen & bit or ranks[chosen | bit] > rank for bit in bits.values())
        ]
        sets = [(rank, [number for number, bit in enumerate(bits.values()) if chosen & bit]) for rank, chosen in found]
        return tuple(
            Combination(applications=tuple(free[number] for number in chosen), outcome=_ORDER[rank])
            for rank, chosen in sorted(sets, key=lambda one: (one[0], -len(one[1]), one[1]))
        )

    def _ranks(self, bits: Mapping[str, int]) -> list[int]:
        """Return, by set of applications (as the sum of their bits), the place in ``_ORDER`` of the worst inside."""
        ranks = [0] * (1 << len(bits))
        for one in self.conflicts():
            if bits.keys() >= set(one.applications):
                group = sum(bits[name] for name in one.applications)
                ranks[group] = max(ranks[group], _ORDER.index(one.outcome))
        for bit in bits.values():
            for chosen in range(len(ranks)):
                if chosen & bit:
                    ranks[chosen] = max(ranks[chosen], ranks[chosen ^ bit])
        return ranks

    def _conflict(self, rule: Across, group: tuple[Application, ...]) -> Iterator[Conflict]:
        pairs = list(combinations(group, 2))
        likenesses = {name: conjunction(self._alike(name, *pair) for pair in pairs) for name in rule.same}
        alike = conjunction(likenesses.values())
        apart = conjunction(self._unlike(name, *pair) for name in rule.different for pair in pairs)
        missing = tuple(name for name, truth in likenesses.items() if truth is UNKNOWN)
        if apart is UNKNOWN:
            missing = (*missing, *(name for name in (LEADER, UNIT) if self._unnamed(name, group)))
        outcome = _outcome(alike, apart, rule)
        if outcome is not None:
            yield Conflict(
                clause=rule.clause,
                kind=rule.kind,
                applications=tuple(one.id for one in group),
                outcome=outcome,
                missing=missing if outcome is Outcome.OPEN else (),
            )

    def _alike(self, name: str, one: Application, other: Application) -> Truth:
        if one.project == other.project:
            return TRUE
        if name == CONTENT:
            told = self.similar.get(frozenset((one.project, other.project)))
            return UNKNOWN if told is None else truth_of(told)
        first, second = getattr(one, name), getattr(other, name)
        if first is None or second is None:
            return UNKNOWN
        return truth_of(_plain(first) == _plain(second))

    def _unlike(self, name: str, one: Application, other: Application) -> Truth:
        if name == TYPE:
            return truth_of(one.type != other.type)
        return disjunction(negation(self._alike(part, one, other)) for part in (LEADER, UNIT))

    def _unnamed(self, name: str, group: tuple[Application, ...]) -> bool:
        return any(self._alike(name, *pair) is UNKNOWN for pair in combinations(group, 2))


_ORDER = (Outcome.MET, Outcome.DOUBTFUL, Outcome.OPEN, Outcome.NOT_MET)
_BARRED = _ORDER.index(Outcome.NOT_MET)


def _outcome(alike: Truth, apart: Truth, rule: Across) -> Outcome | None:
    """Return what a group of applications amounts to under a rule; None where the rule has nothing to say."""
    broken = conjunction((alike, apart))
    if broken is TRUE:
        return Outcome.NOT_MET if rule.kind == REQUIRED else Outcome.DOUBTFUL
    if alike is FALSE or (apart is FALSE and not rule.doubtful):
        return None
    if apart is FALSE and alike is TRUE:
        return Outcome.DOUBTFUL
    return Outcome.OPEN


def _plain(name: str) -> str:
    """Return a name as it is compared: forms folded, without spaces, in lower case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
