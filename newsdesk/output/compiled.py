"""Templates as Python compiled them last time, beside the program like Python's own compiled files."""

import hashlib
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import cast

from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import Environment

import newsdesk
from newsdesk.interface import Words, kept
from newsdesk.views.setting.engine import Engine

_MAX_BYTES = 1 << 24


class Compiled(BytecodeCache):
    """What compiled templates are kept in: not in the cache of a collection, which others may have written.

    Whoever can write here could as well change the program. A file that is damaged, or that another program wrote,
    counts as missing; where nothing can be written, templates are compiled each time.
    """

    def __init__(self, program: str) -> None:
        self.program = program
        self.folder = Path(cache_from_source(str(Path(newsdesk.__file__).parent / "templates" / "all.py"))).parent

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Where a template is kept: it is compiled for a language, and for a format."""
        engine = cast(Engine, environment)
        kept_as = f"{name}.{engine.words.tag}.{engine.format}"
        said = _said(engine.words)
        bucket = Bucket(environment, kept_as, self.get_source_checksum(f"{kept_as}\0{said}\0{source}"))
        self.load_bytecode(bucket)
        return bucket

    def get_source_checksum(self, source: str) -> str:
        """The digest of all that the result rests on: the text, and the program with its libraries."""
        return hashlib.sha256(f"{self.program}\0{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, where it is whole."""
        with suppress(OSError):
            path = self._path(bucket)
            if path.stat().st_size > _MAX_BYTES:
                return
            seal, _, body = path.read_bytes().partition(b"\n")
            if seal.decode("latin-1") == _seal(body):
                bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where Python keeps what it compiles."""
        if sys.dont_write_bytecode:
            return
        path, body = self._path(bucket), bucket.bytecode_to_string()
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(f"{_seal(body)}\n".encode() + body)
            fresh.replace(path)
        with suppress(OSError):
            fresh.unlink(missing_ok=True)

    def _path(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.{sys.implementation.cache_tag}.compiled"


@kept
def _said(words: Words) -> str:
    """The digest of the texts of a language: a test may have other ones under its name."""
    said = repr(sorted(words.messages.items(), key=repr))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _seal(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def keep_compiled(program: str) -> None:
    """From now on templates are compiled once, and not once a run; `program` is the digest of the program."""
    Engine.kept = Compiled(program)
