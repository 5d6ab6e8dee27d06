"""Proof: every law between answers can be broken, and together they leave every answer to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from build_scripts.assurance.proofs.variables import answer, ends
from build_scripts.assurance.proofs.words import answer_words, both
from py_checker.core.conditions import facts_of

if TYPE_CHECKING:
    from build_scripts.assurance.proofs.prover import Prover
    from build_scripts.assurance.proofs.sentences import ProofFaults


def prove_laws(prover: Prover, faults: ProofFaults) -> None:
    """Note every law that no answers break, and every answer that the laws leave to nobody.

    Of a number or a date the least and the greatest are tried.
    """
    laws = prover.edition.laws
    for law in laws:
        if not prover.can_be_broken(law.never):
            faults.add(law.place, "idle_law", law=law.id)
    for fact in dict.fromkeys(fact for law in laws for fact in facts_of(law.never)):
        question = prover.edition.questions[fact]
        for value in ends(question.fact):
            if not prover.anybody(prover.encoding.variables[fact] == value):
                given = answer(question.fact, value)
                zh, en = (answer_words(question, given, lang) for lang in ("zh", "en"))
                faults.add(question.place, "answer_excluded", fact=fact, **both(zh, en, "answer"))
