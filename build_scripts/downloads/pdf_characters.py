"""Mends what Chromium's PDFs get wrong, without touching what is seen.

- Where a font draws two characters with one glyph, the file names the first: ⾊ (a radical, U+2F8A) in the
  place of 色 (U+8272). A reader's search and copies would miss the word; the names are put right.
- A heading that begins a page stands in the outline twice over.
- The file tells the moment of its making, so that no two are the same.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import PdfObject

MOMENT = "D:20000101000000+00'00'"
LIKENESSES = ((0x2015, 0x2015), (0x2E80, 0x2FD5), (0xF900, 0xFAFF))  # bar; radicals; compatibility ideographs
# The dash, and the radicals of the supplement that are characters of modern Chinese: Unicode's normal forms
# leave them alone (EquivalentUnifiedIdeograph.txt of the Unicode Character Database has the pairs).
SUPPLEMENT = dict(
    zip(
        "―⺟⺠⺩⺫⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "—母民王目西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
MAPPING = re.compile(rb"(?P<kind>beginbfchar|beginbfrange)(?P<body>.*?)endbf", re.DOTALL)
RANGE = re.compile(rb"<(?P<first>[0-9A-Fa-f]+)>\s*<(?P<last>[0-9A-Fa-f]+)>\s*<(?P<target>[0-9A-Fa-f]{4})>")
CHARACTER = re.compile(rb"(?P<code><[0-9A-Fa-f]+>\s*)<(?P<target>[0-9A-Fa-f]{4})>")


def repaired(content: bytes) -> bytes:
    """Return the PDF with its characters named right, its outline in single titles and no moment of making."""
    reader = PdfReader(BytesIO(content))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    for stream in _mappings(writer):
        stream.set_data(MAPPING.sub(_named, stream.get_data()))
    for entry in _entries(writer.root_object.get("/Outlines")):
        title = entry["/Title"]
        if isinstance(title, TextStringObject) and title == (half := title[: len(title) // 2]) * 2:
            entry[NameObject("/Title")] = TextStringObject(half)
    writer.add_metadata({"/CreationDate": MOMENT, "/ModDate": MOMENT})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _mappings(writer: PdfWriter) -> Iterator[StreamObject]:
    """Yield each table that says which characters the glyphs of a font are."""
    seen = set()
    for page in writer.pages:
        for font in _dictionary(_dictionary(page["/Resources"]).get("/Font")).values():
            found = _dictionary(font).get("/ToUnicode")
            table = found.get_object() if found is not None else None
            if isinstance(table, StreamObject) and id(table) not in seen:
                seen.add(id(table))
                yield table


def _entries(node: PdfObject | None) -> Iterator[DictionaryObject]:
    entry = _dictionary(node).get("/First")
    while entry is not None:
        yield _dictionary(entry)
        yield from _entries(entry)
        entry = _dictionary(entry).get("/Next")


def _dictionary(node: PdfObject | None) -> DictionaryObject:
    """Return the dictionary that a node is or leads to; an empty one for any other."""
    found = node.get_object() if node is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _named(section: re.Match[bytes]) -> bytes:
    """Return a section of a table in which no likeness stands for a character."""
    if section["kind"] == b"beginbfchar":
        body = CHARACTER.sub(lambda one: one["code"] + _hex(int(one["target"], 16)), section["body"])
    else:
        body = RANGE.sub(_spread, section["body"])
    return section["kind"] + body + b"endbf"


def _spread(found: re.Match[bytes]) -> bytes:
    """Return a run of glyphs, as a list where a character of it has another name."""
    first, target = int(found["first"], 16), int(found["target"], 16)
    run = range(target, target + int(found["last"], 16) - first + 1)
    names = [_hex(code) for code in run]
    if names == [b"<%04X>" % code for code in run]:
        return found[0]
    return b"<%b> <%b> [%b]" % (found["first"], found["last"], b" ".join(names))


def _hex(code: int) -> bytes:
    if any(low <= code <= high for low, high in LIKENESSES):
        name = SUPPLEMENT.get(chr(code)) or unicodedata.normalize("NFKC", chr(code))
        return b"<%b>" % name.encode("utf-16-be").hex().upper().encode()
    return b"<%04X>" % code
