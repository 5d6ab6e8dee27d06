"""``make check``: everything that can be said of the data without building the site."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from build_scripts.loader import load_site
from build_scripts.scenarios import read_scenarios

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def check(root: Path) -> Iterator[str]:
    """Load all data (raises ``DataError`` with every fault) and yield lines that say what there is."""
    site = load_site(root)
    for edition in site.editions.values():
        scenarios = read_scenarios(root / "guide_data" / edition.id / "scenarios", root, edition)
        clauses = [clause for clause in edition.clauses.values() if clause.role == "clause"]
        kinds = Counter(clause.kind for clause in clauses)
        checks = sum(clause.check is not None for clause in clauses)
        yield (
            f"✓ {edition.id}: {len(clauses)} 条款 clauses, {checks} 条有规则 with a check, "
            f"{len(edition.questions)} 个问题 questions, {len(edition.tracks)} 个申报方向 tracks, "
            f"{len(scenarios)} 个案例 scenarios"
        )
        yield "  " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
