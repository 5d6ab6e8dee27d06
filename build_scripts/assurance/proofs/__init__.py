"""Proofs over a whole rule set, by a solver (Z3): for all applicants there can be, not for samples.

``encoding`` words the rules of ``py_checker`` over complete answers as formulas; ``prover`` asks the
solver and shows every applicant it finds to ``py_checker``; one module holds each kind of proof.
"""

from build_scripts.assurance.proofs.all import Proof, prove

__all__ = ["Proof", "prove"]
