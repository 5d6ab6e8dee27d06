"""``make check``: everything that can be said of the data without building the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from build_scripts.assurance.proofs import prove
from build_scripts.content.cases.portfolios import FILE as PORTFOLIOS
from build_scripts.content.cases.portfolios import read_portfolios
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.content.load import load_site
from build_scripts.source.faults import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def check(root: Path) -> Iterator[str]:
    """Load and prove all data (raises ``DataError`` with every fault); yield lines that say what there is."""
    site = load_site(root)
    faults: list[Fault] = []
    for edition in site.editions.values():
        folder = root / "guide_data" / edition.id
        scenarios = read_scenarios(folder / "scenarios", root, edition)
        portfolios = read_portfolios(folder / PORTFOLIOS, root, edition, scenarios)
        clauses = [clause for clause in edition.clauses.values() if clause.role == "clause"]
        kinds = Counter(clause.kind for clause in clauses)
        checks = sum(clause.check is not None for clause in clauses)
        yield (
            f"✓ {edition.id}: {len(clauses)} 条款 clauses, {checks} 条有规则 with a check, "
            f"{len(edition.questions)} 个问题 questions, {len(edition.tracks)} 个申报方向 tracks, "
            f"{len(scenarios)} 个案例 scenarios, {len(portfolios)} 个组合案例 portfolios"
        )
        yield "  " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
        proof = prove(edition, scenarios)
        faults += proof.faults.sorted()
        yield (
            f"{'✗' if proof.faults else '✓'} {edition.id}: 规则证明 proofs, {proof.questions} 次求解 questions to the "
            f"solver, {len(proof.faults)} 处不成立 failed, {proof.seconds:.1f} 秒 seconds"
        )
    if faults:
        raise DataError(faults)
