"""Runs MkDocs over a copy of the hand-written pages and of the empty ones that become the frame."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo

from newsdesk.interface import ENGLISH, catalogue
from newsdesk.load import real
from newsdesk.model.settings import Settings
from newsdesk.problems import Refusal, complaint
from newsdesk.views.setting.page import direction

THEME = Path(__file__).parents[2] / "theme"
DEPTHS = range(1, 5)
PREFIX = "nd-frame"
HEAD, BELOW, CONTENT = "<!--nd-mark-head-->", "<!--nd-mark-below-->", "<!--nd-mark-content-->"
TITLE, DESCRIPTION, SKIP, TOC, KIND, CARD, CARD_ALT = (
    f"nd-mark-{name}" for name in ("title", "description", "skip", "toc", "kind", "card", "drawn")
)


# An empty page: its section, how deep it lies, and whether it has a table of contents.
Empty = tuple[str, int, bool]


def all_shells(sections: Iterable[str]) -> list[Empty]:
    """Every empty page that there could be."""
    return [(section, depth, has_toc) for section in sections for depth in DEPTHS for has_toc in (True, False)]


def shell_path(section: str, depth: int, has_toc: bool) -> str:
    """Where the empty page stands: as deep as the pages that it dresses."""
    return f"{PREFIX}-{section}-{'toc' if has_toc else 'plain'}/" + "x/" * (depth - 1)


def tree(folder: Path) -> list[Path]:
    """Regular files below a folder; hidden ones and linked folders, which may lead round in a circle, are left out."""
    found = []
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(top, name) for name in names if not name.startswith(".") and Path(top, name).is_file()]
    return sorted(found)


def _copy(folder: Path, target: Path) -> None:
    for path in tree(folder):
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _translate(theme: Path, language: str) -> dict[str, str]:
    """Give our templates of the theme their words, as MkDocs wants them; what to add to its settings."""
    if language == ENGLISH:
        return {}
    locale = language.split("-")[0]
    folder = theme / "locales" / locale / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue(language))
    _introduce(theme, language)
    return {"locale": locale}


def _introduce(theme: Path, language: str) -> None:
    """Make known to Material a language of which it has no words: its own labels are English then."""
    own = Path("partials", "languages", f"{language}.html")
    if (theme / own).is_file() or (files("material") / "templates" / own).is_file():
        return
    known = json.dumps({"language": language, "direction": direction(language)})
    (theme / own).parent.mkdir(parents=True, exist_ok=True)
    (theme / own).write_text(f"{{% macro t(key) %}}{{{{ {known}[key] }}}}{{% endmacro %}}\n", "utf-8")


def run_mkdocs(
    config: Path,
    raw: dict[str, Any],
    docs: Path,
    custom: Path | None,
    sections: Mapping[str, str],
    shells: Iterable[Empty],
    work: Path,
    settings: Settings,
) -> list[str]:
    """Run MkDocs over a copy of the hand-written pages and the empty ones; its warnings come back."""
    _copy(docs, work / "docs")
    _copy(THEME, work / "theme")
    if custom:
        _copy(custom, work / "theme")
    navigation = json.dumps(raw.get("nav"), default=str)
    for title, page in (("Home", "index.md"), *((name.capitalize(), page) for name, page in sections.items())):
        # A page that the maintainer has deleted is still linked by the navigation: it gets its title alone.
        if not (work / "docs" / page).is_file() and (page == "index.md" or f'"{page}"' in navigation):
            (work / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
            (work / "docs" / page).write_text(f"---\nhide: [navigation, toc]\n---\n\n# {title}\n", "utf-8")
    for section, depth, has_toc in shells:
        folder = work / "docs" / shell_path(section, depth, has_toc)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.md").write_text(_empty_page(sections[section], has_toc), "utf-8")
    theme = raw.get("theme")
    private = {
        "INHERIT": str(real(config)),
        "docs_dir": str(work / "docs"),
        "site_dir": str(work / "out"),
        "theme": {
            "name": theme if isinstance(theme, str) else "material",
            "custom_dir": str(work / "theme"),
            **_translate(work / "theme", settings.language),
        },
        "use_directory_urls": True,
        # What is not said there, or what there is nothing to draw with for.
        "extra": {"cards": str(settings.extra.cards)},
        "not_in_nav": f"/{PREFIX}-*\n",
    }
    # JSON is YAML, and quotes whatever a folder may be called.
    (work / "mkdocs.yml").write_text(json.dumps(private), "utf-8")
    run = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", "-f", str(work / "mkdocs.yml")],
        env={**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = [line.strip() for line in run.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
    said = [line.replace(str(work / "docs"), str(docs)).replace(str(work), "") for line in said]
    if run.returncode:
        details = "\n".join(said) or complaint(run.stderr)
        raise Refusal(f"MkDocs could not build the hand-written pages.\n{details}")
    return [line for line in said if PREFIX not in line]


def _empty_page(section_page: str, has_toc: bool) -> str:
    hidden = ["navigation"] if has_toc else ["navigation", "toc"]
    meta = {
        "title": TITLE,
        "description": DESCRIPTION,
        "kind": KIND,
        "template": "frame.html",
        "section": section_page,
        "hide": hidden,
        "card": CARD,
        "card_alt": CARD_ALT,
    }
    headings = f"# {SKIP}\n" + (f"\n## {TOC}\n" if has_toc else "")
    return f"---\n{json.dumps(meta)}\n---\n\n{headings}"
