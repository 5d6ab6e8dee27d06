"""Runs mkdocs over the written pages, once per language, and tidies what it leaves behind."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from build_scripts.content.addresses import FOLDERS, FORM, public_address
from build_scripts.pages.navigation import navigation
from build_scripts.site.bundle import STYLES, bundle_worker, merge_scripts, merge_styles
from build_scripts.site.link_check import broken_links
from build_scripts.source.text import LANGUAGES, TAGS
from build_scripts.tools.node import run_script

if TYPE_CHECKING:
    from build_scripts.content.edition import Site

log = logging.getLogger(__name__)
ROOT = Path(__file__).parent.parent.parent
LOCALES = {"zh": "zh_CN", "en": "en_US"}  # as https://ogp.me names languages
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
PURGE = Path(__file__).with_name("purge_css.mjs")
_KEEPS_SPACE = re.compile(r"<(pre|textarea)\b")


class SiteBuildError(Exception):
    """mkdocs refused the pages, or a link leads nowhere; the message tells which."""


def build_site(site: Site, docs: Path, out: Path, social: dict[str, dict[str, Any]]) -> None:
    """Build ``docs/zh`` into ``out`` and ``docs/en`` into ``out/en``; ``out`` is emptied first.

    The configurations are written beside ``docs``; ``social`` tells which preview images there are.
    Raises ``SiteBuildError``.
    """
    base = base_settings()
    made = {lang: docs.parent / f"mkdocs.{lang}" for lang in LANGUAGES}  # apart: mkdocs empties what it builds into
    configs = []
    for lang in LANGUAGES:
        config = docs.parent / f"mkdocs.{lang}.yml"
        settings = configuration(site, lang, docs / lang, made[lang], base)
        settings["extra"]["previews"] = social.get(lang)
        settings["extra_css"] = merge_styles(docs / lang, base["extra_css"])
        settings["extra_javascript"] = merge_scripts(docs / lang, base["extra_javascript"])
        config.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
        configs.append(config)
    with ThreadPoolExecutor() as pool:  # a process each
        list(pool.map(_run_mkdocs, configs))
    shutil.rmtree(out, ignore_errors=True)
    for lang in LANGUAGES:  # zh first: en lies within it
        shutil.move(made[lang], out / FOLDERS[lang])
    for lang in LANGUAGES:
        _tidy(out / FOLDERS[lang])
    _purge(out)
    (out / FOLDERS["en"] / SITEMAP).unlink()  # the one at the root lists both languages
    guide_crawlers(out)


def guide_crawlers(out: Path) -> None:
    """Name the sitemap of ``out`` in robots.txt; without a public address, without which it would lie, remove it."""
    address = public_address()
    if address:
        (out / ROBOTS).write_text(f"User-agent: *\nAllow: /\nSitemap: {address}{SITEMAP}\n", encoding="utf-8")
        return
    log.info(
        "没有设置 SITE_URL（网站的正式网址）：这次不生成 sitemap.xml、robots.txt 和转发预览图，正式发布前请设置"
        " / No SITE_URL (the public address): no sitemap.xml, robots.txt or preview images; set it to publish"
    )
    (out / SITEMAP).unlink()


def refuse_broken_links(out: Path) -> None:
    """Raise ``SiteBuildError`` where a link of the whole site in ``out`` leads nowhere."""
    broken = broken_links(out)
    if broken:
        raise SiteBuildError("链接无效（broken links）：\n" + "\n".join(broken))


def configuration(site: Site, lang: str, docs: Path, out: Path, base: dict[str, Any]) -> dict[str, Any]:
    """Return the mkdocs configuration of one language; it inherits from mkdocs.yml, which ``base`` holds."""
    words = site.interface[lang]["pages"]
    address = public_address()
    root = address or f"{base['site_url'].rstrip('/')}/"
    toggles = zip(("dark", "light"), base["theme"]["palette"], strict=True)
    return {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_name": words["short_name"],
        "site_description": site.description.of(lang),
        "site_url": root + FOLDERS[lang],
        "docs_dir": str(docs),
        "site_dir": str(out),
        "theme": {
            "custom_dir": str(ROOT / "overrides"),
            "language": TAGS[lang],
            "palette": [
                option | {"toggle": option["toggle"] | {"name": words["palette"][name]}} for name, option in toggles
            ],
        },
        "markdown_extensions": {"toc": {"permalink_title": words["permalink"]}},
        "nav": navigation(site, lang, has_form=(docs / site.current / f"{FORM}.md").exists()),
        "extra": _extra(site, lang, address),
    }


class _LooseLoader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose ``!ENV [NAME, default]`` gives the default."""


def _default(loader: _LooseLoader, node: yaml.SequenceNode) -> object:
    return loader.construct_sequence(node)[-1]


_LooseLoader.add_constructor("!ENV", _default)


def base_settings() -> dict[str, Any]:
    """Return what mkdocs.yml says."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.load(text, _LooseLoader)  # noqa: S506 - our own file
    return settings


def _extra(site: Site, lang: str, address: str) -> dict[str, Any]:
    """Return what the theme of overrides/ needs to know and say."""
    words = site.interface[lang]["pages"]
    up = "../" if FOLDERS[lang] else ""
    other = next(code for code in LANGUAGES if code != lang)
    alternates = [{"lang": TAGS[code], "path": FOLDERS[code], "root": up + FOLDERS[code]} for code in LANGUAGES]
    first = alternates[0] | {"lang": "x-default"}
    links = [("", words["nav"]["home"])] + [
        (f"{site.current}/{name}/", words[name]["short"]) for name in ("guide", "notice", "funding")
    ]
    return {
        "address": address,
        "own_root": FOLDERS[lang],
        "site_root": up,
        "alternates": [*alternates, first],
        "other": {"lang": TAGS[other], "root": up + FOLDERS[other], "name": words["language"][f"to_{other}"]},
        "prevails": words["prevails"] if lang != LANGUAGES[0] else None,
        "foot": _foot(site, words),
        "report": words["page_end"] | {"to": site.report_to},
        "locale": LOCALES[lang],
        "not_found": words["not_found"] | {"links": [{"path": path, "name": name} for path, name in links]},
        "offline": words["offline"],
        "search": {
            "failed": words["search"]["failed"],
            "other": {"root": up + FOLDERS[other], "label": words["search"]["other"]},
        },
        "large_text": words["large_text"],
    }


def _foot(site: Site, words: dict[str, Any]) -> dict[str, Any]:
    """Return the foot of every page: the disclaimer, what is known of the owner, and where to ask."""
    foot = words["foot"]
    owner = [
        {"text": foot[key].format(value=value), "href": foot.get(f"{key}_address", "")}
        for key, value in site.owner.items()
        if value
    ]
    links = [("contact", f"{site.current}/contact/"), ("about", "about/")]
    return {
        "disclaimer": words["disclaimer"],
        "owner": owner,
        "unofficial": "" if site.owner["host"] else foot["unofficial"],
        "links": [{"name": words[name].get("short") or words["nav"][name], "path": path} for name, path in links],
    }


def _run_mkdocs(config: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--config-file", str(config)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SiteBuildError(f"mkdocs 没有完成（failed）：{config.name}\n{run.stdout}{run.stderr}")


def _purge(out: Path) -> None:
    """Join Material's style sheets with ours, without what nothing on the site can meet: a third of a phone's wait."""
    sheets = [str(out / FOLDERS[lang] / STYLES) for lang in LANGUAGES]
    lost = "样式表没有精简成", "the style sheets were not purged"
    run_script(PURGE, str(out), *sheets, error=SiteBuildError, lost=lost)


def _tidy(out: Path) -> None:
    """Remove what no page loads, and put our worker in the place of the scripts that it is made of."""
    for leftover in out.rglob("*.map"):
        leftover.unlink()
    for folder in ("assets/javascripts/lunr", "assets/javascripts/workers"):
        shutil.rmtree(out / folder, ignore_errors=True)
    (out / "sitemap.xml.gz").unlink(missing_ok=True)
    _lighten(out)
    bundle_worker(out)


def _lighten(out: Path) -> None:
    """Take out of a language's pages the indentation of their templates, and the empty lines."""
    for page in out.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if not _KEEPS_SPACE.search(html):
            page.write_text(re.sub(r"\n\s+", "\n", html), encoding="utf-8")
