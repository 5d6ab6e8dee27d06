"""The proofs: they hold for the real rules, speak as the checker does, and fail with their sentence where they should.

The broken rule sets are ``bad_data/good`` with other clauses; line 12 is the first clause's first line.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.applicants import agreeing
from build_scripts.assurance.proofs import Proof, prove
from build_scripts.assurance.proofs.bounds import bounds_of
from build_scripts.assurance.proofs.effects import prove_monotone
from build_scripts.assurance.proofs.preparation import prove_preparation, rules_of
from build_scripts.assurance.proofs.prover import DifferenceError, Prover, UndecidedError
from build_scripts.assurance.proofs.sentences import SENTENCES, ProofFaults
from build_scripts.assurance.proofs.variables import answer, domain, turn
from build_scripts.content.cases.scenarios import read_scenarios
from build_scripts.content.load import load_site
from build_scripts.source.faults import DataError
from py_checker.core import conditions
from py_checker.core.answers import Consistency, parse_answers
from py_checker.core.facts import Fact, parse_answer
from py_checker.core.findings import Outcome
from py_checker.core.truth import TRUE
from py_checker.core.verdicts import Assessor, Verdict

if TYPE_CHECKING:
    from build_scripts.content.cases.scenarios import Scenario
    from build_scripts.content.edition import Edition
    from py_checker import Checker

GOOD = Path(__file__).resolve().parent.parent / "bad_data" / "good"
SETTLED = (Verdict.ELIGIBLE, Verdict.CONDITIONAL, Verdict.INELIGIBLE)


# ---- the real rules ----


@pytest.fixture(scope="module")
def prover(edition: Edition) -> Prover:
    return Prover(edition)


@pytest.fixture(scope="module")
def proof(edition: Edition, scenarios: tuple[Scenario, ...]) -> Proof:
    return prove(edition, scenarios)


def test_the_rules_are_proved(proof: Proof) -> None:
    assert [str(fault) for fault in proof.faults.sorted()] == []
    assert proof.questions > 1000


def test_every_open_track_has_a_witness_of_each_verdict(proof: Proof, edition: Edition, checker: Checker) -> None:
    request = {"format": "baise-check", "version": 1, "kind": "assess", "edition": edition.id}
    assert set(proof.witnesses) == {track.id for track in edition.tracks if track.type.status == "open"}
    for track, witnesses in proof.witnesses.items():
        assert tuple(witnesses) == SETTLED
        for verdict, answers in witnesses.items():
            assert set(answers) == set(edition.questions)
            response = json.loads(checker.respond(json.dumps({**request, "answers": answers})))
            assert response["problems"] == []
            found = {item["track"]: item["verdict"] for item in response["tracks"]}
            assert found[track] == verdict.value


def test_money_staff_and_research_are_declared_monotone(edition: Edition) -> None:
    more = {fact for fact, question in edition.questions.items() if question.monotone == "more"}
    assert more >= {"rd_last_year", "team_in_service", "matching_funds", "joint_min_staff"}


@pytest.mark.parametrize(
    ("fact", "monotone"),
    [("joint_count", "more"), ("lead_registered_in_baise", "more"), ("lead_registered_in_baise", "less")],
)
def test_what_is_not_monotone_is_found_out(edition: Edition, fact: str, monotone: str) -> None:
    question = replace(edition.questions[fact], monotone=monotone)
    faults = ProofFaults()
    prove_monotone(Prover(replace(edition, questions={fact: question})), faults)
    assert [(fault.code, fault.values["fact"]) for fault in faults.sorted()] == [("not_monotone", fact)]


# ---- the encoding says what the checker says ----


def code_of(fact: Fact, value: Any) -> z3.ExprRef:
    if fact.type == "yes_no":
        return z3.BoolVal(value)
    if fact.type == "choice":
        return z3.IntVal(fact.choices.index(value))
    return z3.IntVal(value.toordinal() if fact.type == "date" else int(value.scaleb(fact.decimals)))


def values_near_the_bounds(prover: Prover) -> dict[str, st.SearchStrategy[str | bool]]:
    """Any value; those at the ends of the domain, and where a test of the fact turns, made likely."""
    near: dict[str, set[int]] = {fact: set() for fact in prover.rulebook.facts}
    tests = [
        part
        for clause in prover.rulebook.clauses.values()
        for rule in (clause.applies_when, clause.check, clause.doubtful_when)
        if rule
        for part in conditions.parts_of(rule)
    ]
    for test in tests:
        if isinstance(test, conditions.SingleTest):
            fact = prover.rulebook.facts[test.fact]
            if fact.type in ("number", "date"):
                near[test.fact].add(turn(fact, test)[0])
    strategies: dict[str, st.SearchStrategy[str | bool]] = {}
    for fact in prover.rulebook.facts.values():
        if fact.type == "yes_no":
            strategies[fact.id] = st.booleans()
            continue
        values = domain(fact)
        likely = {bound + shift for bound in near[fact.id] | {values[0], values[-1]} for shift in (-1, 0, 1, 9, 10)}
        numbers = st.sampled_from(sorted(number for number in likely if number in values))
        anywhere = st.integers(values[0], values[-1])
        strategies[fact.id] = (numbers | anywhere).map(lambda number, fact=fact: answer(fact, z3.IntVal(number)))
    return strategies


@pytest.fixture(scope="module")
def said(prover: Prover) -> z3.ExprRef:
    """All that the encoding says of an applicant, in one formula: per track, then per standing."""
    parts = [part for course in prover.encoding.courses.values() for part in (course.denied, course.weakened)]
    for standing in prover.encoding.standings:
        parts += [standing.binding, z3.And(standing.binding, standing.check), standing.doubtful, standing.not_met]
    parts.append(prover.encoding.lawful)
    return z3.Function("said", *[z3.BoolSort()] * len(parts), z3.BoolSort())(*parts)


@pytest.fixture(scope="module")
def applicants(prover: Prover) -> st.SearchStrategy[dict[str, str | bool]]:
    return st.fixed_dictionaries(values_near_the_bounds(prover))


@pytest.mark.untraced
@settings(max_examples=200)
@given(data=st.data())
def test_encoding_and_checker_agree_on_complete_applicants(
    prover: Prover, said: z3.ExprRef, applicants: st.SearchStrategy[dict[str, str | bool]], data: st.DataObject
) -> None:
    rulebook, encoding = prover.rulebook, prover.encoding
    raw = data.draw(applicants)
    if data.draw(st.booleans()):
        raw = agreeing(rulebook.facts, rulebook.consistency, raw)
    answers = {fact: parse_answer(rulebook.facts[fact], value) for fact, value in raw.items()}
    usable, problems = parse_answers(rulebook.facts, rulebook.consistency, raw)
    pairs = [(encoding.variables[fact], code_of(rulebook.facts[fact], value)) for fact, value in answers.items()]
    truths = iter([z3.is_true(part) for part in z3.simplify(z3.substitute(said, pairs)).children()])

    assessment = Assessor(rulebook).assess(answers)
    verdicts = {item.track: item.verdict for item in assessment.tracks}
    for track in encoding.courses:
        denied, weakened = next(truths), next(truths)
        assert verdicts[track] is (SETTLED[2] if denied else SETTLED[1] if weakened else SETTLED[0]), track
    for standing, finding in zip(encoding.standings, assessment.findings, strict=True):
        binding, kept, doubtful, not_met = (next(truths) for _ in range(4))
        assert finding.clause == standing.clause.id
        assert binding == (finding.outcome is not Outcome.NOT_APPLICABLE)
        assert doubtful == (finding.outcome is Outcome.DOUBTFUL)
        assert not_met == (finding.outcome is Outcome.NOT_MET)
        assert kept or finding.outcome is not Outcome.MET
    assert next(truths) == (usable == answers) == (problems == [])


@pytest.mark.untraced
@settings(max_examples=60)
@given(data=st.data())
def test_encoding_and_checker_agree_on_what_is_prepared(
    prover: Prover, applicants: st.SearchStrategy[dict[str, str | bool]], data: st.DataObject
) -> None:
    """What a case says in the solver decides, in the checker, what it is there to decide."""
    rulebook, encoding = prover.rulebook, prover.encoding
    answers = {fact: parse_answer(rulebook.facts[fact], raw) for fact, raw in data.draw(applicants).items()}
    pairs = [(encoding.variables[fact], code_of(rulebook.facts[fact], value)) for fact, value in answers.items()]
    told = list(rules_of(prover))
    words = [encoding.word(rule.when or conditions.All(())) for rule in told]
    said = z3.Function("said", *[z3.BoolSort()] * len(words), z3.BoolSort())(*words)
    held = [z3.is_true(part) for part in z3.simplify(z3.substitute(said, pairs)).children()]
    for item in Assessor(rulebook).assess(answers).tracks:
        found = prover.preparer.prepare(item, answers)
        for rule, holds in zip(told, held, strict=True):
            before = any(case.when is None or case.when.evaluate(answers).truth is TRUE
                         for case in rule.before if item.track in case.tracks)  # fmt: skip
            if item.track in rule.tracks and (holds or "clause" in rule.values) and not before:
                assert rule.counts(found) == holds, (item.track, str(rule.place))


@pytest.mark.parametrize(
    ("minimum", "maximum", "decimals", "found"),
    [("0", "2", 0, ["0", "1", "2"]), ("0.25", "0.5", 1, ["0.3", "0.4", "0.5"]), ("-1", "0", 0, ["-1", "0"])],
)
def test_the_domain_is_what_the_checker_takes(minimum: str, maximum: str, decimals: int, found: list[str]) -> None:
    fact = Fact(id="n", type="number", minimum=Decimal(minimum), maximum=Decimal(maximum), decimals=decimals)
    values = [answer(fact, z3.IntVal(number)) for number in domain(fact)]
    assert values == found
    assert [parse_answer(fact, value) for value in values] == [Decimal(value) for value in values]


@pytest.mark.parametrize("on", [date(2025, 6, 1), date(2024, 2, 29), date(2025, 1, 1)])
def test_an_age_turns_on_the_day_the_checker_says(on: date) -> None:
    fact = Fact(id="born", type="date", minimum=date(1925, 1, 1), maximum=date(2007, 12, 31))
    test = conditions.AgeAtMost("born", 57, on)
    number, rising = turn(fact, test)
    assert rising
    first = date.fromordinal(number)
    assert (test.holds(first), test.holds(date.fromordinal(first.toordinal() - 1))) == (True, False)


# ---- rule sets that are broken ----

SCENARIOS = """scenarios:
- id: enough
  name: {zh: 研发投入刚够, en: Just enough R&D}
  answers: {lead_kind: enterprise, rd_last_year: 300, joint: true}
  expect: {all: eligible}
- id: short
  based_on: enough
  name: {zh: 研发投入差一点, en: Not quite enough R&D}
  answers: {rd_last_year: "299.9999"}
  expect: {all: ineligible}
"""
RD = """  - id: t01-rd
    zh: 企业上年度研发投入在300万元以上，
    en: The enterprise spent at least CNY 3 million on R&D in the previous year;
    kind: required
    applies_when: {fact: lead_kind, is: enterprise}
    check: {fact: rd_last_year, at_least: 300万元}
"""
JOINT = """  - id: t01-joint
    zh: 原则上应联合申报。
    en: in principle it shall be a joint application.
    kind: in_principle
    check: {fact: joint, is: true}
"""


def clause(rules: str, name: str = "more", zh: str = "另有要求。") -> str:
    return f"  - id: t01-{name}\n    zh: {zh}\n    en: Something more.\n    {rules}\n"


def edition_of(
    folder: Path, clauses: str, *, facts: tuple[str, str] = ("", ""), lists: tuple[str, str] = ("", ""),
    scenarios: str = SCENARIOS,
) -> Edition:  # fmt: skip
    """Load the good sample with other clauses; ``facts`` and ``lists`` replace words of facts.yml and edition.yml."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    edition = folder / "guide_data" / "2030"
    guide = edition / "guide" / "p1-t01.yml"
    head, mark, _ = guide.read_text(encoding="utf-8").partition("  clauses:\n")
    guide.write_text(head + mark + clauses, encoding="utf-8")
    for name, (old, new) in (("facts.yml", facts), ("edition.yml", lists)):
        written = (edition / name).read_text(encoding="utf-8")
        assert old in written
        (edition / name).write_text(written.replace(old, new, 1) if old else written, encoding="utf-8")
    (edition / "scenarios").mkdir(exist_ok=True)
    (edition / "scenarios" / "01.yml").write_text(scenarios, encoding="utf-8")
    return load_site(folder).editions["2030"]


def told(folder: Path, clauses: str, **changes: Any) -> list[str]:
    edition = edition_of(folder, clauses, **changes)
    scenarios = read_scenarios(folder / "guide_data" / "2030" / "scenarios", folder, edition)
    return [str(fault) for fault in prove(edition, scenarios).faults.sorted()]


def test_the_small_sample_is_proved(tmp_path: Path) -> None:
    assert told(tmp_path, RD + JOINT) == []


NEVER = "{all: [{fact: joint, is: true}, {fact: joint, is: false}]}"
ALWAYS = "{any: [{fact: joint, is: true}, {fact: joint, is: false}]}"
GUIDE = "guide_data/2030/guide/p1-t01.yml"
FACTS = "guide_data/2030/facts.yml"
NOTE_OF_CASE = "    note: {zh: 说明, en: A note}\n"
LISTS = "guide_data/2030/edition.yml"
NEEDED = "    when: {fact: lead_kind, is: enterprise}\n  unclear:\n"
UNCLEAR = "  unclear:\n  - when: {fact: lead_kind, is: university}\n"
GRANT = "  when: {fact: lead_kind, is: enterprise}\ncontacts:\n"
NOTE = "note: {zh: 说明, en: A note}"
LAST = "help: {zh: 选一项。, en: Choose one.}\n  changeable: {when: now, values: [true, false]}\n"


FORM = "  clauses: [n01-unit-5]\n"
READING = (
    FORM,
    FORM
    + f"""readings:
- id: whose
  word: 要求
  options:
  - {{id: wide, zh: 宽, en: wide}}
  - {{id: narrow, zh: 窄, en: narrow}}
  {NOTE}
""",
)


def sharing(name: str, under: str, joint: str) -> str:
    """A clause that is broken under an option where the answer to "joint" is so."""
    doubt = f"doubtful: {{reading: whose, under: {under}, when: {{fact: joint, is: {joint}}}}}"
    return clause(f"kind: required\n    check: {{fact: rd_last_year, at_least: 0.0001万元}}\n    {doubt}", name,
                  zh="要求0.0001万元。")  # fmt: skip


def law(never: str) -> tuple[str, str]:
    """A law between answers at the end of facts.yml, from its line 33 on."""
    words = f"consistency:\n- id: law\n  never: {never}\n  at: joint\n  message: {{zh: 矛盾。, en: No.}}\n"
    return LAST, LAST + words


CASES = {
    "a check that is always false": (
        RD + JOINT + clause(f"kind: in_principle\n    check: {NEVER}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”的 check 没有任何申报单位能满足",
         f"{GUIDE}:6: “指南 项目类型1”没有任何申报单位能得到“初步符合”"],
    ),
    "a check against its own applies_when": (
        RD + JOINT + clause("kind: preferred\n    applies_when: {fact: joint, is: true}\n"
                            "    check: {fact: joint, is: false}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”的 check 没有任何申报单位能满足"],
    ),
    "a check that the domain always meets": (
        RD + JOINT + clause("kind: required\n    check: {fact: rd_last_year, at_most: 1000000万元}",
                            zh="研发投入不超过1000000万元。"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”的 check 没有任何申报单位会不满足",
         f"{GUIDE}:23: 条款“t01-more”的界限“rd_last_year at_most 1000000”没有两个案例"],
    ),
    "a clause that concerns nobody": (
        RD + JOINT + clause(f"kind: required\n    applies_when: {NEVER}\n    check: {{fact: joint, is: true}}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”管不到任何申报单位"],
    ),
    "an applies_when that spares nobody": (
        RD + JOINT + clause(f"kind: preferred\n    applies_when: {ALWAYS}\n    check: {{fact: joint, is: true}}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”的 applies_when 对任何申报单位都成立"],
    ),
    "a doubt where the clause already fails": (
        RD + JOINT + f"    doubtful: {{when: {{fact: joint, is: false}}, {NOTE}}}\n",
        {},
        [f"{GUIDE}:18: 条款“t01-joint”的 doubtful.when 在条款得到满足时从不成立"],
    ),
    "an exemption of those who pass anyhow": (
        RD + JOINT + clause("kind: exception\n    exempts: {clauses: [t01-joint], certainty: plain, "
                            "when: {fact: joint, is: true}}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”对“t01-joint”的免除（exempts）改变不了任何申报单位的结果",
         f"{GUIDE}:18: 条款“t01-joint”的 check 没有任何申报单位能满足"],
    ),
    "a track without a condition in principle": (
        RD + JOINT.replace("in_principle", "required"),
        {},
        [f"{GUIDE}:6: “指南 项目类型1”没有任何申报单位能得到“有条件符合”的结果；"],
    ),
    "a track without a hard condition": (
        RD.replace("required", "in_principle") + JOINT,
        {"scenarios": SCENARIOS.replace("ineligible", "conditional")},
        [f"{GUIDE}:6: “指南 项目类型1”没有任何申报单位能得到“不符合”的结果；"],
    ),
    "two hard conditions that contradict": (
        RD + JOINT + clause("kind: required\n    applies_when: {fact: lead_kind, is: enterprise}\n"
                            "    check: {fact: joint, is: false}"),
        {},
        [(f"{GUIDE}:18: 条款“t01-joint”与“t01-more”（{GUIDE}:23）互相矛盾：分开都能满足，同时适用时却不能都满足，"
          "例如：单位类别：企业，联合申报：是；请核对两条规则。 Clause 't01-joint' contradicts 't01-more'")],
    ),
    "figures that contradict": (
        RD + JOINT + clause("kind: in_principle\n    check: {fact: rd_last_year, below: 300万元}", zh="低于300万元。"),
        {},
        [f"{GUIDE}:12: 条款“t01-rd”与“t01-more”（{GUIDE}:23）互相矛盾"],
    ),
    "conditions that only together leave nobody": (
        RD + JOINT + clause("kind: required\n    check: {any: [{fact: joint, is: false}, "
                            "{fact: lead_kind, is: enterprise}]}")
        + clause("kind: required\n    check: {any: [{fact: joint, is: false}, {fact: lead_kind, is: university}]}",
                 "last"),
        {"scenarios": SCENARIOS.replace("all: eligible", "all: ineligible")},
        [(f"{GUIDE}:6: “指南 项目类型1”没有任何申报单位能得到“初步符合”的结果，这些条款不能同时满足："
          f"t01-joint {GUIDE}:18；t01-last {GUIDE}:28；t01-more {GUIDE}:23；请核对这些规则。")],
    ),
    "an option of a reading under which all is well": (
        RD + JOINT + sharing("more", "wide", "true") + sharing("last", "wide", "false"),
        {"lists": READING},
        [f"{LISTS}:58: 理解（readings）“whose”的“narrow”决定不了任何申报单位的结果"],
    ),
    "a reading under which nobody is refused": (
        RD + JOINT + sharing("more", "wide", "true") + sharing("last", "narrow", "false"),
        {"lists": READING},
        [f"{LISTS}:54: 理解（readings）“whose”的几条条款从不一起起作用"],
    ),
    "a law that nobody can break": (
        RD + JOINT,
        {"facts": law("{all: [{fact: joint, is: false}, {fact: joint, is: true}, {fact: rd_last_year, above: 0}]}")},
        [f"{FACTS}:34: 前后矛盾的规则“law”没有任何回答会违反"],
    ),
    "a law that leaves an answer to nobody": (
        RD + JOINT,
        {"facts": law("{all: [{fact: joint, is: false}, {fact: rd_last_year, at_least: 0万元}]}")},
        [f"{FACTS}:27: 前后矛盾的规则（consistency）使任何申报单位都不能对问题“joint”回答“否”"],
    ),
    "a fact that only a preference uses": (
        RD + JOINT.replace("in_principle", "preferred")
        + clause("kind: in_principle\n    check: {fact: rd_last_year, at_least: 300万元}", zh="300万元以上。"),
        {},
        [f"{FACTS}:27: 事实“joint”改变不了任何申报方向的结果"],
    ),
    "a question whose answers all come to the same": (
        RD + clause("kind: in_principle\n    check: {any: ["
                    "{all: [{fact: joint, is: true}, {fact: lead_kind, is: university}]}, "
                    "{all: [{fact: joint, is: false}, {fact: lead_kind, is: university}]}]}"),
        {},
        [f"{FACTS}:27: 对问题“joint”的回答什么也改变不了"],
    ),
    "a bound without its scenarios": (
        RD + JOINT,
        {"scenarios": SCENARIOS.replace("299.9999", "299")},
        [f"{GUIDE}:12: 条款“t01-rd”的界限“rd_last_year at_least 300”没有两个案例正好分立在两边"],
    ),
    "more made out to be worse": (
        RD + JOINT,
        {"facts": ("  decimals: 4\n", "  decimals: 4\n  monotone: less\n")},
        [f"{GUIDE}:12: 事实“rd_last_year”写明 monotone: less，但由 "],
    ),
    "a case that holds for nobody": (
        RD + JOINT,
        {"lists": (NEEDED, f"    when: {NEVER}\n  - when: {{fact: lead_kind, is: enterprise}}\n  unclear:\n")},
        [f"{LISTS}:36: “all”的这一情形对能申报的单位从不起作用"],
    ),
    "a case for those who cannot apply": (
        RD + JOINT + clause("kind: required\n    check: {fact: lead_kind, is: enterprise}"),
        {},
        [f"{LISTS}:36: “all”这里的 when 对能申报的单位总是成立，等于没有写",
         f"{LISTS}:39: “all”的这一情形对能申报的单位从不起作用",
         f"{LISTS}:16: “all”这里的 when 对能申报的单位总是成立，等于没有写"],
    ),
    "a case that is unclear where another needs the thing anyway": (
        RD + JOINT,
        {"lists": (UNCLEAR, "  - when: {fact: lead_kind, is: university}\n" + UNCLEAR)},
        [f"{LISTS}:40: “all”的这一情形对能申报的单位从不起作用"],
    ),
    "a grant whose condition never holds": (
        RD + JOINT,
        {"lists": (GRANT, f"  when: {NEVER}\ncontacts:\n")},
        [f"{LISTS}:16: “all”的这一情形对能申报的单位从不起作用"],
    ),
    "an applicant whom nobody recommends": (
        RD + JOINT,
        {"lists": (UNCLEAR, UNCLEAR.replace("{", "{all: [{").replace("}", "}, {fact: joint, is: true}]}"))},
        [(f"{LISTS}:31: 有的单位能申报“指南 项目类型1”，recommenders 里却没有一项说由谁推荐（needed），也没有一项说明"
          "为什么不清楚（unclear），例如：单位类别：高等院校，联合申报：否；请补上这种情形。 Some applicants can")],
    ),
    "an obligation of nobody": (
        RD + JOINT + clause(f"kind: obligation\n    applies_when: {NEVER}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”管不到任何申报单位"],
    ),
    "an obligation that names a condition which all meet": (
        RD + JOINT + clause(f"kind: obligation\n    applies_when: {ALWAYS}"),
        {},
        [f"{GUIDE}:23: 条款“t01-more”的 applies_when 对任何申报单位都成立"],
    ),
    "yes made out to be worse": (
        RD + JOINT,
        {"facts": ("en: joint application}\n", "en: joint application}\n  monotone: less\n")},
        [f"{GUIDE}:18: 事实“joint”写明 monotone: less，但由 是 改为 否，“指南 项目类型1”反由"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_set_fails_its_proof(tmp_path: Path, name: str) -> None:
    clauses, changes, expected = CASES[name]
    found = told(tmp_path, clauses, **changes)
    for start in expected:
        assert any(line.startswith(start) for line in found), found
    for line in found:
        assert re.match(r"guide_data/\S+:\d+: .*[\u4e00-\u9fff].*。 [A-Z][^\u3002]*\.$", line), line


EXACT = (
    "a clause that concerns nobody",
    "an applies_when that spares nobody",
    "a doubt where the clause already fails",
    "an exemption of those who pass anyhow",
    "a track without a condition in principle",
    "a track without a hard condition",
    "a law that nobody can break",
    "a fact that only a preference uses",
    "a bound without its scenarios",
    "a case that holds for nobody",
    "a case for those who cannot apply",
    "a case that is unclear where another needs the thing anyway",
    "a grant whose condition never holds",
    "an applicant whom nobody recommends",
    "an obligation of nobody",
    "an obligation that names a condition which all meet",
    "more made out to be worse",
    "yes made out to be worse",
)


@pytest.mark.parametrize("name", EXACT)
def test_a_proof_fails_for_nothing_else(tmp_path: Path, name: str) -> None:
    clauses, changes, expected = CASES[name]
    assert len(told(tmp_path, clauses, **changes)) == len(expected)


def test_a_clause_for_those_who_fail_another_does_not_contradict_it(tmp_path: Path) -> None:
    """What those have to do who do not apply jointly is no contradiction to "in principle jointly"."""
    rest = clause("kind: required\n    applies_when: {fact: joint, is: false}\n"
                  "    check: {fact: lead_kind, is: enterprise}")  # fmt: skip
    assert told(tmp_path, RD + JOINT + rest) == []


@pytest.mark.parametrize(
    "lists",
    [
        (GRANT, "  when: {fact: joint, is: true}\ncontacts:\n"),
        (UNCLEAR, "  - when: {fact: joint, is: true}\n" + UNCLEAR),
        (UNCLEAR, UNCLEAR + NOTE_OF_CASE + "  - when: {fact: joint, is: true}\n"),
    ],
)
def test_a_question_asked_only_to_prepare_is_not_idle(tmp_path: Path, lists: tuple[str, str]) -> None:
    """Without the rule of the list nothing at all would ask whether the application is a joint one."""
    rd = clause("kind: in_principle\n    check: {fact: rd_last_year, at_least: 300万元}", zh="300万元以上。")
    assert told(tmp_path, RD + rd, lists=lists) == []


def test_a_question_asked_only_for_an_obligation_is_not_idle(tmp_path: Path) -> None:
    rd = clause("kind: in_principle\n    check: {fact: rd_last_year, at_least: 300万元}", zh="300万元以上。")
    duty = clause("kind: obligation\n    applies_when: {fact: joint, is: true}", "duty")
    assert told(tmp_path, RD + rd + duty) == []


def test_an_edition_that_names_no_recommender_is_not_told_so(tmp_path: Path) -> None:
    edition = edition_of(tmp_path, RD + JOINT)
    faults = ProofFaults()
    prove_preparation(Prover(replace(edition, recommenders=())), faults)
    assert faults.sorted() == []


def test_a_law_between_answers_limits_who_there_can_be(tmp_path: Path) -> None:
    """Without the law somebody could fail the check; with it nobody can."""
    edition = edition_of(tmp_path, RD + JOINT)
    fact = edition.questions["rd_last_year"].fact
    prover = Prover(edition)
    cap = fact._replace(id="cap", maximum=Decimal(100))
    rulebook = prover.rulebook._replace(
        facts={**prover.rulebook.facts, "cap": cap},
        consistency=(Consistency("law", conditions.BelowFact("cap", "rd_last_year"), "rd_last_year"),),
    )
    encoding = type(prover.encoding)(rulebook)
    solver = z3.Solver()
    solver.add(encoding.lawful, encoding.word(conditions.AtLeast("rd_last_year", Decimal(101))))
    assert solver.check() == z3.unsat
    assert prover.applicant(prover.encoding.word(conditions.AtLeast("rd_last_year", Decimal(101)))) is not None


TIED = "{all: [{fact: joint, is: false}, {fact: lead_kind, is: enterprise}]}"
APART = "{all: [{fact: joint, is: true}, {fact: lead_kind, is: university}]}"


def test_what_can_only_change_with_another_answer_is_changed_with_it(tmp_path: Path) -> None:
    """Where laws forbid that a fact changes alone, what they name beside it changes, too."""
    facts = law(TIED)
    other = "- id: other\n  never: " + APART + "\n  at: joint\n  message: {zh: 矛盾。, en: No.}\n"
    edition = edition_of(tmp_path, RD + JOINT, facts=(facts[0], facts[1] + other))
    prover = Prover(edition)
    assert (prover.followers("joint"), prover.followers("lead_kind")) == (("lead_kind",), ("joint",))
    assert prover.followers("rd_last_year") == ()
    joint = prover.encoding.variables["joint"]
    assert prover.pair("joint", (joint, z3.Not(joint))) == (
        {"lead_kind": "enterprise", "rd_last_year": "0.0000", "joint": True},
        {"lead_kind": "university", "rd_last_year": "0.0000", "joint": False},
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [("monotone: rising", "“monotone”的值“rising”不在允许范围内"), ("monotone: more", "事实“lead_kind”是选择题")],
)
def test_a_mistaken_declaration_is_told(tmp_path: Path, written: str, words: str) -> None:
    fact = "  label: {zh: 单位类别, en: kind of organisation}\n"
    with pytest.raises(DataError) as caught:
        edition_of(tmp_path, RD + JOINT, facts=(fact, f"{fact}  {written}\n"))
    assert any(str(fault).startswith(f"{FACTS}:5: ") and words in str(fault) for fault in caught.value.faults)


def test_an_undecided_question_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> None:
        raise UndecidedError("timeout")

    monkeypatch.setattr(Prover, "_model", give_up)
    assert told(tmp_path, RD + JOINT)[0].startswith(
        "guide_data/2030/edition.yml:1: 求解器没能在限定时间内判定（timeout）；请告诉技术人员。 The solver could not"
    )


def test_a_checker_that_says_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Prover.assessed

    def contrary(prover: Prover, applicant: dict[str, Any]) -> Any:
        said = honest(prover, applicant)
        return {track: item._replace(verdict=Verdict.ELIGIBLE) for track, item in said.items()}

    monkeypatch.setattr(Prover, "assessed", contrary)
    assert "证明程序与自测程序对同一申报单位说法不一（t01 conditional：" in told(tmp_path, RD + JOINT)[0]


def test_an_applicant_whom_the_checker_refuses_is_told(prover: Prover) -> None:
    with pytest.raises(DifferenceError):
        prover.assessed({"rd_last_year": "-1"})


def test_every_sentence_has_a_case() -> None:
    told_above = "\n".join(start for *_, expected in CASES.values() for start in expected)
    others = ("undecided", "encoding_differs")
    for code, (zh, _) in SENTENCES.items():
        words = [re.escape(piece) for piece in re.split(r"\{\w+\}", zh)[:2]]
        words[-1] = words[-1][:6]
        assert code in others or re.search(".*".join(words), told_above), code


def test_the_command_tells_what_could_not_be_proved(tmp_path: Path, root: Path) -> None:
    edition_of(tmp_path, RD + JOINT.replace("in_principle", "required"))
    run = subprocess.run(
        [sys.executable, "-m", "build_scripts", "check", "--root", str(tmp_path)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, "Traceback" in run.stderr) == (1, False)
    assert "“指南 项目类型1”没有任何申报单位能得到“有条件符合”" in run.stderr
    assert "规则证明 proofs" in run.stdout


@pytest.mark.parametrize("wanted", [1, 2])
def test_a_count_has_a_bound(tmp_path: Path, wanted: int) -> None:
    rule = clause(f"kind: preferred\n    check: {{count: [{{fact: joint, is: true}}, "
                  f"{{fact: lead_kind, is: enterprise}}], at_least: {wanted}}}")  # fmt: skip
    edition = edition_of(tmp_path, RD + JOINT + rule)
    assert f"count {wanted}" in [bound.words for bound in bounds_of(Prover(edition).rulebook)]
    assert any(f"“count {wanted}”没有两个案例" in line for line in told(tmp_path, RD + JOINT + rule))
