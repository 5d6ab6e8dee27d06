"""The search as it ships: the packed worker in Node, asked as Material's page asks it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypinyin import lazy_pinyin

from benchmarks.search.judging import Judge, Query, read_queries, rows, scores
from benchmarks.search.workers import asked_first, asked_ours
from build_scripts.content.addresses import FOLDERS
from build_scripts.content.search_words.asked import telling
from build_scripts.search.index import DIGITS
from build_scripts.site.link_check import read_page
from build_scripts.source.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from build_scripts.content.edition import Edition, Site

Items = list[list[dict[str, Any]]]
MOST_BYTES = 65 * 1024  # gzip, from nothing to the first result


@pytest.fixture(scope="module")
def ask(site_dir: Path) -> Callable[..., list[Items]]:
    """Ask queries on a page of a language; return what Material's list gets for each."""

    def asked(queries: list[str], lang: str = "zh") -> list[Items]:
        return [answer["items"] for answer in asked_ours(site_dir, lang, queries)["answers"]]

    return asked


@pytest.fixture(scope="module")
def judge(edition: Edition) -> Judge:
    return Judge(edition)


def read_search(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def everyday(site_dir: Path, lang: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the index of a language, and its file of everyday words."""
    folder = site_dir / FOLDERS[lang] / "search"
    index = read_search(folder / "index.json")
    return index, read_search(folder / index["words"])


def first_places(judge: Judge, items: Items, count: int = 1) -> list[str]:
    return [judge.place(location) for location in rows(items)[:count]]


@pytest.fixture(scope="module")
def ranks(ask: Callable[..., list[Items]], judge: Judge) -> dict[Query, tuple[int | None, int | None]]:
    """The rank of the first right row of every query of the committed set: by section, and by sentence."""
    found = {}
    for lang in LANGUAGES:
        queries = [query for query in read_queries() if query.places and query.lang == lang]
        for query, items in zip(queries, ask([query.typed for query in queries], lang), strict=True):
            shown = rows(items)
            found[query] = (judge.rank(shown, query), judge.rank(shown, query, exact=True))
    return found


@pytest.mark.parametrize(
    ("name", "hit1", "hit3", "exact3"),
    [
        ("shared", 0.96, 1.0, 0.98),
        ("tuned", 0.94, 0.97, 0.95),
        ("tuned2", 0.9, 0.96, 0.91),
        ("held_out", 0.97, 0.98, 0.97),
        ("fresh", 0.96, 0.98, 0.94),
        ("unseen2", 0.88, 0.95, 0.9),
        ("unseen3", 0.95, 0.98, 0.94),
    ],
)
def test_the_answer_stands_first(
    ranks: dict[Query, tuple[int | None, int | None]], name: str, hit1: float, hit3: float, exact3: float
) -> None:
    by_section = scores([rank for query, (rank, _) in ranks.items() if query.set == name])
    by_sentence = scores([rank for query, (_, rank) in ranks.items() if query.set == name])
    assert by_section["hit1"] >= hit1
    assert by_section["hit3"] >= hit3
    assert by_sentence["hit3"] >= exact3


def test_every_place_of_the_query_set_exists(edition: Edition) -> None:
    known = edition.clauses.keys() | edition.sections.keys()
    queries = read_queries()
    assert not {place for query in queries for place in query.places} - known
    assert len(queries) - len([query for query in queries if query.set == "shared"]) >= 100
    assert len({query.typed for query in queries}) == len(queries)


SAME_NUMBER = [
    "研发投入300万", "研发投入三百万", "研发投入３００万", "研发投入300 万元", "研发投入3000000", "三百万元研发投入",
]  # fmt: skip


def test_a_number_is_one_number_however_it_is_written(ask: Callable[..., list[Items]], judge: Judge) -> None:
    for typed, items in zip(SAME_NUMBER, ask(SAME_NUMBER), strict=True):
        assert set(first_places(judge, items, 4)) == {f"t01-d{number}-rd" for number in range(1, 5)}, typed


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("５７周岁", "n02-leader-3-age"), ("57岁", "n02-leader-3-age"), ("实施期三年", "n07-period-years"),
        ("揭榜掛帥", "t03"), ("壯瑤醫藥", "t09-scope-3"), ("baoganzhi", "t10"), ("bao gan zhi", "t10"),
        ("bao'gan'zhi", "t10"), ("gwy", "n04-limits-6-civil-servant"), ("揭榜挂师", "t03"),
        ("钠粒子电池", "t01-d2-scope-1"), ("方向4 林业", "t01-d4"), ("0776 2834962", "n12-contact-phone"),
        ("准固态电池", "t01-d2-scope-1"),
    ],
)  # fmt: skip
def test_spellings_lead_to_the_sentence(ask: Callable[..., list[Items]], judge: Judge, typed: str, place: str) -> None:
    [items] = ask([typed])
    assert first_places(judge, items)[0].startswith(place)


@pytest.mark.parametrize(
    ("lang", "typed", "places"),
    [
        ("zh", "种西红柿、火龙果的大棚能不能报", {"t06-d2-scope-3"}),
        ("zh", "请问一下，实习生的事情是怎么要求的呢", {"n06-talent-2-assistant", "n06-talent-2-title"}),
        ("zh", "没赶上交纸质材料那天怎么办", {"n10-paper-4-late"}),
        ("en", "could you please tell me whether photocopies are enough", {"n11-materials-3-original"}),
        ("en", "sewage", {"t06-d4-scope-2"}),
    ],
)
def test_a_question_in_everyday_words_finds_the_sentence(
    ask: Callable[..., list[Items]], judge: Judge, lang: str, typed: str, places: set[str]
) -> None:
    [items] = ask([typed], lang)
    assert places & set(first_places(judge, items, 2))


def test_a_sentence_of_its_own_comes_before_one_that_stands_everywhere(
    ask: Callable[..., list[Items]], judge: Judge, edition: Edition
) -> None:
    [items] = ask(["优先支持"])
    places = first_places(judge, items, 30)
    texts = [edition.clauses[place].text.zh for place in places if place in edition.clauses]
    often = [text for text in texts if sum(clause.text.zh == text for clause in edition.clauses.values()) > 5]
    assert texts[0] not in often


@pytest.mark.parametrize(
    ("lang", "typed", "more"),
    [
        ("zh", "钠离子电池", set()), ("zh", "研发投入300万", set()), ("en", "red mud", set()),
        ("zh", "酿酒", {"words"}), ("en", "sewage", {"words"}), ("zh", "壯瑤醫藥", {"words"}),
        ("zh", "揭榜挂师", {"words", "pinyin.json", "later.js"}),
    ],
)  # fmt: skip
def test_a_query_fetches_what_it_takes_to_read_its_words(site_dir: Path, lang: str, typed: str, more: set[str]) -> None:
    loaded = {Path(file).name for file in asked_ours(site_dir, lang, [typed])["files"]}
    name = everyday(site_dir, lang)[0]["words"]
    assert re.fullmatch(rf"words-[0-9a-f]{{{DIGITS}}}\.json", name)
    assert loaded == {"index.json"} | {name if one == "words" else one for one in more}


@pytest.mark.parametrize(("lang", "typed", "stock"), [("zh", "资助额度", 39_000), ("en", "red mud", 38_900)])
def test_a_query_in_words_of_the_text_moves_no_more_than_with_material_own_search(
    site_dir: Path, lang: str, typed: str, stock: int
) -> None:
    """``stock``: worker and index of Material's own, packed with gzip, as `make bench-search` prints them."""
    [answer] = asked_first(site_dir, lang, [typed])
    assert answer["bytes"] <= stock


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_question_moves_at_most_65_kb_and_its_answer_is_that_of_a_later_one(
    site_dir: Path, ask: Callable[..., list[Items]], lang: str
) -> None:
    queries = [query.typed for query in read_queries() if query.lang == lang][:: {"zh": 12, "en": 5}[lang]]
    first = asked_first(site_dir, lang, queries)
    assert max(answer["bytes"] for answer in first) <= MOST_BYTES
    assert [answer["items"] for answer in first] == ask(queries, lang)


def test_where_the_words_do_not_come_the_text_is_searched(site_dir: Path, tmp_path: Path) -> None:
    """Published anew, the site has another file of words: those of other results are never taken."""
    for folder in ("search", "assets/search"):
        shutil.copytree(site_dir / folder, tmp_path / folder)
    [whole] = [answer["items"] for answer in asked_ours(tmp_path, "zh", ["酿酒"])["answers"]]
    words = tmp_path / "search" / read_search(tmp_path / "search" / "index.json")["words"]
    words.rename(words.with_name("words-00000000.json"))
    [other, said] = [answer["items"] for answer in asked_ours(tmp_path, "zh", ["酿酒", "钠离子电池"])["answers"]]
    assert other != whole
    assert said[0][0]["location"].endswith("#t01-d2-scope-1")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_synonym_of_the_staff_is_published(site_dir: Path, site: Site, lang: str) -> None:
    index, words = everyday(site_dir, lang)
    listed = index["synonyms"] + words["synonyms"]
    typed = {word for pair in listed for word in pair[0].split("|")}
    assert typed == {word for entry in site.search.of(lang).synonyms for word in entry.typed}
    said = json.dumps(index["sections"], ensure_ascii=False).lower()
    apart = {word.lower() for pair in words["synonyms"] for word in pair[0].split("|")}
    assert apart
    assert not [word for word in apart if word in said]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_people_ask_is_published_at_its_place(site_dir: Path, site: Site, edition: Edition, lang: str) -> None:
    """Whatever is asked of a place and says something new, with the number of its own result."""
    index, words = everyday(site_dir, lang)
    places = []
    for _, section, _, _, groups in index["sections"]:
        if section or len(groups) != 1:
            places.append(section)
        places += [section + doc[0] if doc[0].startswith("-") else doc[0] for _, docs in groups for doc in docs]
    shown = defaultdict(set)
    for place, listed in zip(places, words["asked"], strict=True):
        if listed:
            shown[place] |= set(listed.split("|"))
    asked = site.search.asked[edition.id]
    assert shown.keys() <= {place for entry in asked for place in entry.at}
    assert lang == "en" or all(shown[place] for entry in asked for place in entry.at)
    told = {"zh": ("n02-leader-2-staff", "返聘"), "en": ("n02-leader-2-staff", "postdoc")}[lang]
    assert told[1] in shown[told[0]]


def test_a_question_is_asked_of_the_words_beside_a_sentence_not_of_the_sentence(
    ask: Callable[..., list[Items]], judge: Judge, edition: Edition
) -> None:
    [items] = ask(["个体户"])
    place = first_places(judge, items)[0]
    assert place == "n01-unit-1-legal"
    assert "个体户" not in edition.clauses[place].text.zh
    assert "个体户" not in json.dumps(items[0], ensure_ascii=False)


def test_what_is_asked_with_words_of_the_text_alone_is_left_out() -> None:
    assert telling(["多大年纪", "年龄", "几岁"], "年龄不超过57周岁", ()) == ["多大年纪", "几岁"]
    assert telling(["how old", "old", "years"], "57 years of age", ("how",)) == ["how old"]


def test_beginnings_of_words_and_words_with_slips_are_found(ask: Callable[..., list[Items]], judge: Judge) -> None:
    for items in ask(["blockch", "blokchain"], "en"):
        assert first_places(judge, items)[0].startswith("t06-d3")


def test_what_was_looked_for_is_marked_and_the_kind_told(ask: Callable[..., list[Items]], site: Site) -> None:
    [items, odd] = ask(["57周岁", "揭榜挂师"])
    sentence = items[0][0]
    assert sentence["location"].endswith("notice/requirements/#n02-leader-3-age")
    assert sentence["title"].startswith("申报须知 › 一（二）3 ")
    label = site.interface["zh"]["pages"]["kinds"]["required"]["label"]
    assert f'<small class="kind kind--required">{label}</small>' in sentence["title"]
    assert sentence["text"] == "年龄不超过<mark>57周岁</mark>（1968年6月以后出生）。"
    assert items[0][-1]["title"] == "（二）项目负责人和项目组构成的基本条件与要求"
    assert odd[0][-1]["title"] == "项目类型3：关键技术“<mark>揭榜挂帅</mark>”项目"


def test_a_path_leads_through_type_and_direction(ask: Callable[..., list[Items]]) -> None:
    [zh] = ask(["钠离子电池"])
    [en] = ask(["sodium-ion"], "en")
    assert zh[0][0]["title"].startswith("项目类型1 › 方向2 › 主要内容 ")
    assert en[0][0]["title"].startswith("Project type 1 › Direction 2 › Scope ")


def test_the_other_language_follows_below_and_says_so(ask: Callable[..., list[Items]], judge: Judge) -> None:
    [english, pinyin] = ask(["red mud", "chini"])
    assert all(item[-1]["location"].startswith("en/") for item in english)
    assert "kind--language" in english[0][-1]["title"]
    assert '<span lang="en">' in english[0][0]["text"]
    assert first_places(judge, english) == ["t06-d4-scope-3"]
    assert first_places(judge, pinyin) == ["t06-d4-scope-3"]
    assert not pinyin[0][0]["location"].startswith("en/")
    [han, letters] = ask(["包干制", "nianling"], "en")
    assert han[0][0]["location"].startswith("../")
    assert "kind--language" in han[0][-1]["title"]
    assert first_places(judge, letters) == ["n02-leader-3-age"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_offers_near_terms_the_contact_and_the_glossary(
    ask: Callable[..., list[Items]], site: Site, edition: Edition, lang: str
) -> None:
    typed = {"zh": "航空母舰", "en": "xylophonist"}[lang]
    [none] = ask([typed], lang)
    words = site.interface[lang]["pages"]["search"]["help"]
    assert words["none"].format(query=typed) in none[0][0]["title"]
    ask_item, terms = none[-2][0], none[-1][0]
    assert ask_item["location"] == f"{edition.id}/contact/"
    assert "0776-2834962" in ask_item["text"]
    assert terms["location"] == "glossary/"


def test_what_was_typed_is_never_html(ask: Callable[..., list[Items]]) -> None:
    for items in ask(["<img src=x onerror=alert(1)>☂", '"><b>☂☂', "<script>"]):
        text = json.dumps(items)
        assert "<img" not in text
        assert "<b>" not in text
        assert "<script" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_stands_in_the_text_returns_nothing(
    ask: Callable[..., list[Items]], judge: Judge, edition: Edition, lang: str
) -> None:
    """A piece of every sentence, of every length from one sign on, finds something; a longer one its own sentence."""
    pieces = []
    for number, clause in enumerate(edition.clauses.values()):
        text = clause.text.of(lang)
        length = (1, 2, 5, 9, 17)[number % 5]
        start = (number * 7) % max(len(text) - length, 1)
        if piece := text[start : start + length].strip():
            pieces.append((piece, text))
    for (piece, text), items in zip(pieces, ask([piece for piece, _ in pieces], lang), strict=True):
        assert "data-search-none" not in items[0][0]["title"], (piece, text)
        if len(re.sub(r"\W", "", piece)) >= 9:
            shown = [judge.place(doc["location"]) for item in items for doc in item]
            texts = {edition.clauses[place].text.of(lang) for place in shown if place in edition.clauses}
            assert any(piece in one for one in texts), (piece, text)


def test_the_tables_hold_characters_of_the_text_alone(site_dir: Path) -> None:
    data, words = everyday(site_dir, "zh")
    index = json.dumps(data | {"numerals": {}}, ensure_ascii=False)
    pairs = words["traditional"]
    traditional = dict(zip(pairs[::2], pairs[1::2], strict=True))
    others = read_search(site_dir / "search" / "pinyin.json")["others"]
    assert all(simple in index and form not in index for form, simple in traditional.items())
    assert all(char in index for chars in others.values() for char in chars)
    assert traditional["帥"] == "帅"


def test_characters_have_the_sounds_that_pypinyin_gives_them(site_dir: Path, root: Path) -> None:
    """The table names the first character of each sound in the list of GB 2312, which JavaScript reads by itself."""
    common = b"".join(bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    characters = common.decode("gb2312", errors="ignore")
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ soundsOf }} from "{(root / "docs/assets/search/spelling.js").as_uri()}";
        process.stdout.write(JSON.stringify([...soundsOf(JSON.parse(readFileSync(0, "utf8")))]));
    """
    table = (site_dir / "search" / "pinyin.json").read_text(encoding="utf-8")
    command = ["node", "--input-type=module", "-e", script]
    run = subprocess.run(command, input=table, capture_output=True, text=True, encoding="utf-8", check=True)
    sounds = dict(json.loads(run.stdout))
    assert all(lazy_pinyin(char)[0] in sounds[char] for char in characters)
    assert {"hang", "xing"} <= set(sounds["行"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_worker_is_one_file_and_what_it_loads_later_another(site_dir: Path, lang: str) -> None:
    folder = site_dir / FOLDERS[lang] / "assets" / "search"
    assert {path.name for path in folder.iterdir()} == {"worker.js", "later.js"}
    assert "@license" not in (folder / "worker.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_result_leads_to_an_anchor_that_exists(site_dir: Path, lang: str) -> None:
    folder = site_dir / FOLDERS[lang]
    index = read_search(folder / "search" / "index.json")
    for url, section, _, _, groups in index["sections"]:
        anchors = set(read_page(folder / url / "index.html").anchors) | {""}
        shorts = [doc[0] for _, docs in groups for doc in docs]
        assert {section + short if short.startswith("-") else short for short in shorts} | {section} <= anchors, url
