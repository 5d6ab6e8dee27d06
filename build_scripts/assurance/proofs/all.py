"""All proofs over one edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from build_scripts.assurance.proofs.bounds import prove_bounds
from build_scripts.assurance.proofs.clauses import prove_clauses
from build_scripts.assurance.proofs.consistency import prove_laws
from build_scripts.assurance.proofs.contradictions import prove_harmony
from build_scripts.assurance.proofs.effects import prove_effects, prove_monotone
from build_scripts.assurance.proofs.preparation import prove_preparation
from build_scripts.assurance.proofs.prover import DifferenceError, Prover, UndecidedError
from build_scripts.assurance.proofs.readings import prove_readings
from build_scripts.assurance.proofs.sentences import ProofFaults
from build_scripts.assurance.proofs.tracks import prove_tracks
from build_scripts.assurance.proofs.words import applicant_words
from build_scripts.source.faults import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from build_scripts.assurance.proofs.tracks import Witnesses
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition


@dataclass(kw_only=True, slots=True)
class Proof:
    """What became of the proofs: the faults, the witnesses by track and verdict, and what it took."""

    faults: ProofFaults = field(default_factory=ProofFaults)
    witnesses: Witnesses = field(default_factory=dict)
    questions: int = 0
    seconds: float = 0.0


def prove(edition: Edition, scenarios: Iterable[Scenario]) -> Proof:
    """Prove the edition's rules for every applicant there can be; every failure is a fault with its place."""
    started = perf_counter()
    prover, proof = Prover(edition), Proof()
    faults = proof.faults

    def attempt(step: Callable[[], object]) -> None:
        place = Place(f"guide_data/{edition.id}/edition.yml", 1)
        try:
            step()
        except UndecidedError as error:
            faults.add(place, "undecided", reason=str(error))
        except DifferenceError as error:
            asked, applicant = error.args
            faults.add(place, "encoding_differs", asked=asked, **applicant_words(edition, applicant, applicant))

    attempt(lambda: prove_laws(prover, faults))
    attempt(lambda: prove_clauses(prover, faults))
    attempt(lambda: prove_readings(prover, faults))
    attempt(lambda: proof.witnesses.update(prove_tracks(prover, faults)))
    attempt(lambda: prove_harmony(prover, faults, proof.witnesses))
    attempt(lambda: prove_effects(prover, faults))
    attempt(lambda: prove_preparation(prover, faults))
    attempt(lambda: prove_monotone(prover, faults))
    attempt(lambda: prove_bounds(prover, faults, scenarios))
    proof.questions, proof.seconds = prover.asked, perf_counter() - started
    return proof
