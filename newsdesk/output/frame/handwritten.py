"""Runs MkDocs over a copy of the hand-written pages and of the empty ones that become the frame."""

import json
import os
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
from newsdesk.output.frame.gathering import copy, prepare
from newsdesk.output.frame.marks import (
    CARD,
    CARD_ALT,
    DESCRIPTION,
    FILLED_IN,
    KIND,
    PREFIX,
    SKIP,
    THEME,
    TITLE,
    TOC,
    Empty,
    shell_path,
)
from newsdesk.output.frame.sheets import one_sheet
from newsdesk.problems import Refusal, complaint
from newsdesk.views.setting.codes import direction


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
    prepare(docs, raw, sections, work)
    # What lies below own/ belongs to the frame that needs no MkDocs.
    copy(THEME, work / "theme", lambda name: not name.startswith("own/"))
    if custom:
        copy(custom, work / "theme")
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
            "static_templates": [*_templates(theme), FILLED_IN],
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
    one_sheet(work / "out")
    return [line for line in said if PREFIX not in line]


def _templates(theme: object) -> list[str]:
    """The maintainer's own files that MkDocs fills in."""
    named = theme.get("static_templates") if isinstance(theme, dict) else None
    return [name for name in named or () if name != FILLED_IN]


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
