"""The page on open data tells the truth: its examples run, its addresses exist, it names every file and table."""

import contextlib
import functools
import http.server
import io
import re
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from data_files import files

from newsdesk.views.data.sqlite import TABLES

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "data.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXAMPLE = "https://example.org/"


def blocks(kind: str) -> list[str]:
    found = [text for name, text in BLOCKS if name == kind]
    assert found, kind
    return found


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The built site of the invented collection, served on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("text", blocks("python"))
def test_python_examples_run(text: str, address: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(text.replace(EXAMPLE, address), "docs/data.md", "exec"), {})
    assert re.fullmatch(r"(\S+ \S+\n)+", said.getvalue()), said.getvalue()


@pytest.mark.parametrize("text", blocks("pandas"))
def test_pandas_examples_run(text: str, address: str) -> None:
    pytest.importorskip("pandas")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(text.replace(EXAMPLE, address), "docs/data.md", "exec"), {})
    assert said.getvalue()


@pytest.mark.parametrize("text", blocks("sql"))
def test_sql_examples_run(text: str, built: Path) -> None:
    uri = f"{(built / 'data/collection.sqlite').as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        assert connection.execute(text).fetchall()


@pytest.mark.parametrize("text", blocks("sh"))
def test_shell_examples_are_well_formed(text: str, built: Path) -> None:
    subprocess.run(["sh", "-n"], input=text, text=True, check=True)
    for path in re.findall(re.escape(EXAMPLE) + r"(\S+)", text):
        assert (built / path).is_file(), path
    jq = shutil.which("jq")
    for path, options, query in re.findall(re.escape(EXAMPLE) + r"(\S+) \| jq (-r )?'([^']+)'", text):
        if jq:
            command = [jq, *options.split(), query, str(built / path)]
            assert subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_file_and_table_is_named() -> None:
    for path in files():
        if path.startswith("data/"):
            assert path.removeprefix("data/") in PAGE, path
    for name in re.findall(r"api/v1/(\w+\.json)", "\n".join(files())):
        assert name in PAGE, name
    for table in [*TABLES, "entries_fts"]:
        assert f"`{table}`" in PAGE, table


def test_its_links_lead_to_files(built: Path) -> None:
    links = re.findall(r'<a href="([^"]+)">', PAGE)
    assert len(links) > 10
    assert [link for link in links if not (built / "data" / link).resolve().is_file()] == []


def test_every_page_links_to_it(built: Path) -> None:
    for path, way in (("2022/w42/tunnel-syndicated/", "../../../data/"), ("", "data/")):
        assert f'<a href="{way}">Open data</a>' in (built / path / "index.html").read_text("utf-8")


def test_the_built_files_are_those_of_the_views(built: Path) -> None:
    for path, file in files().items():
        assert (built / path).read_bytes() == file.raw
