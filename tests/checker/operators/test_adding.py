"""An operator that only this test knows: its class, its line in the list and its words are all that it takes."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from operator import gt
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import z3

from build_scripts.assurance.mutation.verdict_mutants import mutants_of
from build_scripts.assurance.proofs.bounds import bounds_of
from build_scripts.assurance.proofs.prover import Prover
from build_scripts.content.load import load_site
from build_scripts.operators import vocabulary
from build_scripts.operators.operands import Number, figure
from build_scripts.operators.operator import Operand, Operator
from build_scripts.rules.in_words import Readback
from build_scripts.source.faults import DataError
from py_checker.advice.repairs import Repairer
from py_checker.core.comparisons import BoundTest, Comparison
from py_checker.core.conditions import VOCABULARY, Below, Not, facts_of
from py_checker.core.evaluation import Evaluation
from py_checker.core.rulebook import condition_from, condition_to
from py_checker.core.truth import FALSE, TRUE, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from build_scripts.content.edition import Edition

SPENT = "rd_last_year"
GUIDE = "guide_data/2030/guide/p1-t01.yml"


class Exceeds(BoundTest, op="exceeds"):
    """A test of a known family."""

    __slots__ = ()
    compare = staticmethod(gt)


class _Apart(NamedTuple):
    fact: str
    middle: Decimal
    distance: Decimal
    op: str = ""


class Apart(Comparison, _Apart, op="apart"):
    """A test of a family of its own: the number lies at most so far from a middle one."""

    __slots__ = ()
    from_json = {"middle": Decimal, "distance": Decimal}  # noqa: RUF012 - NamedTuple
    facts = property(lambda self: (self.fact,))

    def evaluate(self, answers: dict[str, Any]) -> Evaluation:
        if self.fact not in answers:
            return Evaluation(truth=UNKNOWN, missing=(self.fact,))
        near = abs(answers[self.fact] - self.middle) <= self.distance
        return Evaluation(truth=TRUE if near else FALSE, used=(self.fact,))


class Middle(Operand):
    types = ("number",)

    def read(self, written: Any, reader: Any, key: str) -> dict[str, Decimal]:
        slots = {"middle": key, "distance": "by"}
        return {slot: figure(written, reader, name, written.fact.unit) for slot, name in slots.items()}

    def words(self, test: Apart, readback: Any) -> dict[str, str]:
        return {name: readback.amount(test.fact, getattr(test, name)) for name in ("middle", "distance")}

    def mistakes(self, test: Apart, facts: Any) -> Iterator[tuple[str, Any]]:  # noqa: ARG002
        yield f"apart {test.distance} → {test.distance + 1}", test._replace(distance=test.distance + 1)


def encoded(test: Apart, encoding: Any) -> z3.BoolRef:
    spent = encoding.variables[test.fact]
    low, high = (int((test.middle + test.distance * sign) * 10**4) for sign in (-1, 1))
    return z3.And(spent >= low, spent <= high)


def sides(test: Apart, _: Any) -> Any:
    edge = test.middle + test.distance
    return (lambda answers: answers[test.fact] == edge), (lambda answers: answers[test.fact] > edge)


ADDED = {
    Exceeds: Operator(kind=Exceeds, form={"fact": None, "exceeds": Number()}, opposite="at_most",
                      mistaken_for=(Below,)),
    Apart: Operator(kind=Apart, form={"fact": None, "apart": Middle(), "by": None}, opposite="not_apart",
                    encode=encoded, sides=sides),
}  # fmt: skip
WORDS = {
    "exceeds": "{fact}多于{amount}",
    "apart": "{fact}与{middle}相差不超过{distance}",
    "not_apart": "{fact}与{middle}相差超过{distance}",
}
CASES = [
    (Exceeds(SPENT, Decimal(300)), "exceeds: 300万元", "超过300万元。",
     ("研发投入多于300万元", "研发投入 ≤ 300万元"), "300.0001", "300", "rd_last_year exceeds 300",
     ["exceeds 300 → 300.0001", "exceeds 300 → 299.9999", "exceeds 300 → 3000", "exceeds → below"]),
    (Apart(SPENT, Decimal(300), Decimal(20)), "apart: 300万元, by: 20万元", "300万元上下20万元以内。",
     ("研发投入与300万元相差不超过20万元", "研发投入与300万元相差超过20万元"), "280", "320.0001",
     "rd_last_year apart 300", ["apart 20 → 21"]),
]  # fmt: skip


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "OPERATORS", (*vocabulary.OPERATORS, *ADDED.values()))
    for kind in ADDED:
        monkeypatch.setitem(VOCABULARY, kind._field_defaults["op"], kind)


def edition_of(folder: Path, root: Path, check: str, sentence: str) -> Edition:
    """The good sample with one more clause."""
    shutil.copytree(root / "tests" / "bad_data" / "good", folder, dirs_exist_ok=True)
    clause = f"  - id: t01-toy\n    zh: {sentence}\n    en: More.\n    kind: preferred\n    check: {{fact: {SPENT}, {check}}}\n"  # noqa: E501
    with (folder / GUIDE).open("a", encoding="utf-8") as guide:
        guide.write(clause)
    return load_site(folder).editions["2030"]


@pytest.mark.parametrize(("test", "check", "sentence", "said", "passes", "fails", "bound", "mistakes"), CASES)
def test_an_operator_is_found_by_all_that_handle_conditions(
    tmp_path, root, site, test, check, sentence, said, passes, fails, bound, mistakes
) -> None:
    edition = edition_of(tmp_path, root, check, sentence)
    assert edition.clauses["t01-toy"].check == test, "read"

    truths = [test.evaluate({SPENT: Decimal(value)}).truth for value in (passes, fails)]
    assert (truths, test.evaluate({}).truth, facts_of(test)) == ([TRUE, FALSE], UNKNOWN, (SPENT,)), "evaluated"
    assert condition_from(condition_to(test), date(2030, 1, 1)) == test, "sent"

    readback = Readback(site, edition, "zh")
    readback.words = {**readback.words, "tests": {**readback.words["tests"], **WORDS}}
    assert tuple(readback.read(one).text for one in (test, Not(test))) == said, "read back"

    prover = Prover(edition)
    word, variable = prover.encoding.word(test), prover.encoding.variables[SPENT]
    for value in {passes, fails, "0", "279.9999", "280", "320", "320.0001", "1000000"}:
        number = z3.IntVal(int(Decimal(value).scaleb(4)))
        holds = z3.is_true(z3.simplify(z3.substitute(word, (variable, number))))
        assert holds == (test.evaluate({SPENT: Decimal(value)}).truth is TRUE), f"encoded: {value}"
    assert bound in [one.words for one in bounds_of(prover.rulebook)], "its bound has to be shown"

    path = "t01-toy check: "
    found = [mutant.name.removeprefix(path) for mutant in mutants_of(edition) if mutant.name.startswith(path)]
    assert found == mistakes, "mutated"


def test_what_a_family_says_is_advised(tmp_path: Path, root: Path) -> None:
    edition = edition_of(tmp_path, root, "exceeds: 300万元", "超过300万元。")
    repairer = Repairer({fact: question.fact for fact, question in edition.questions.items()})
    short = {SPENT: Decimal(10)}
    assert repairer.repairs(Exceeds(SPENT, Decimal(300)), short) == [{SPENT: Decimal("300.0001")}]
    assert repairer.repairs(Apart(SPENT, Decimal(300), Decimal(20)), short) == []


def test_the_vocabulary_stays_closed(tmp_path: Path, root: Path) -> None:
    with pytest.raises(DataError) as caught:
        edition_of(tmp_path, root, "surpasses: 300万元", "超过300万元。")
    assert "“surpasses”" in str(caught.value.faults[0])
    assert "exceeds" in str(caught.value.faults[0])
