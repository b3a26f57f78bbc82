"""The search index: Pagefind over our records, in one forced language, made reproducible.

Pagefind keeps an index per page language and searches only that of the page; merged indexes lose
hits (measured in docs/decisions/0006-search.md). So all records share one language.
"""

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cbor2
from markupsafe import escape

from newsdesk.output.kept import kept_folder
from newsdesk.problems import Refusal, complaint
from newsdesk.views.search.records import SearchRecord

# The stemmer of all records: Russian inflects most, and Latin words pass through it unchanged.
LANGUAGE = "ru"
_MAGIC = b"pagefind_dcd"
_WANTED = ("pagefind.js", "pagefind-worker.js", f"wasm.{LANGUAGE}.pagefind")
_VERSION = 2
# Stands before each sentence of a record, and twice before what is found and not shown; no word itself.
_MARK = "‖"
# The title itself weighs 7.
_WEIGHTS = {"5": "title_keys", "1.5": "spellings", "1": "keys", "0.5": "named"}
_EDGES = ".,;:!?()[]«»“”\"'"


def build_index(records: Iterable[SearchRecord], cache: Path) -> Iterator[tuple[str, bytes]]:
    """Names below the site and contents of the index; taken from the cache when no record has changed."""
    texts = {record.path: _html(record) for record in records}
    digest = hashlib.blake2b(f"{_VERSION} {LANGUAGE} {version('pagefind_bin')}".encode(), digest_size=12)
    for path, text in sorted(texts.items()):
        digest.update(f"{path}\0{text}\0".encode())
    if not texts:
        return
    folder = kept_folder(cache, "search", digest.hexdigest(), lambda work: _run(texts, work))
    for path in folder:
        yield f"pagefind/{path}", folder.read(path)


def _html(record: SearchRecord) -> str:
    """A page that only Pagefind sees."""
    shown = [("kind", record.kind), ("language", record.language), ("direction", record.direction), *record.shown]
    lines = ['<html lang="en"><body><main data-pagefind-body>']
    lines += [f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1>']
    lines += [f"<p>{_MARK} {escape(text.replace(_MARK, ' '))}</p>" for text in record.texts]
    lines += _hidden(record)
    lines += ['<div data-pagefind-ignore="index">']
    lines += [f'<span data-pagefind-meta="{name}">{escape(value)}</span>' for name, value in shown if value]
    lines += [f'<span data-pagefind-filter="{name}">{escape(value)}</span>' for name, value in record.filters]
    lines += [f'<span data-pagefind-sort="date">{escape(record.sort)}</span>', "</div></main></body></html>"]
    return "\n".join(lines)


def _hidden(record: SearchRecord) -> Iterator[str]:
    """Words that are found and not shown, the weightiest first: each once, since their order tells nothing."""
    known = {word.strip(_EDGES).lower() for text in (record.title, *record.texts) for word in text.split()}
    mark = _MARK * 2
    for weight, group in _WEIGHTS.items():
        words = []
        for word in " ".join(getattr(record, group)).replace(_MARK, " ").split():
            if (bare := word.strip(_EDGES)) and bare.lower() not in known:
                known.add(bare.lower())
                words.append(bare)
        if words:
            yield f'<p data-pagefind-weight="{weight}">{mark} {escape(" ".join(words))}</p>'


def _run(texts: dict[str, str], work: Path) -> None:
    for path, text in texts.items():
        folder = work / "in" / path
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text, "utf-8")
    command = [sys.executable, "-P", "-m", "pagefind", "--site", str(work / "in"), "--output-path", str(work / "raw")]
    command += ["--force-language", LANGUAGE]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, cwd=work)
    if run.returncode:
        raise Refusal(f"Pagefind could not index the pages.\n{complaint(run.stdout + run.stderr)}")
    _settle(work / "raw", work / "out")


def _settle(raw: Path, out: Path) -> None:
    """Copy what a search needs, with the values of filters in order.

    Pagefind 1.5 writes them in the order of a hash table, which differs from run to run.
    """
    out.mkdir()
    for name in _WANTED:
        shutil.copy(raw / name, out)
    for name in ("fragment", "index"):
        shutil.copytree(raw / name, out / name)
    entry = json.loads((raw / "pagefind-entry.json").read_text("utf-8"))
    for settings in entry["languages"].values():
        meta = _read(raw / f"pagefind.{settings['hash']}.pf_meta")
        for row in meta[3]:
            values = _read(raw / "filter" / f"{row[1]}.pf_filter")
            values[1].sort()
            row[1] = _write(out / "filter", f"{LANGUAGE}_{{}}.pf_filter", values)
        meta[3].sort()
        settings["hash"] = _write(out, f"pagefind.{LANGUAGE}_{{}}.pf_meta", meta, f"{LANGUAGE}_{{}}")
    (out / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), "utf-8")


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise Refusal(
            "Pagefind has changed the form of its files: compare newsdesk/output/search_index.py with its version."
        )
    return cbor2.loads(data[len(_MAGIC) :])


def _write(folder: Path, name: str, data: Any, called: str = "") -> str:
    """Write a file of Pagefind's under the digest of its content; returns how others call it."""
    content = _MAGIC + cbor2.dumps(data)
    digest = hashlib.blake2b(content, digest_size=5).hexdigest()
    folder.mkdir(exist_ok=True)
    (folder / name.format(digest)).write_bytes(gzip.compress(content, mtime=0))
    return (called or name.removesuffix(".pf_filter")).format(digest)
