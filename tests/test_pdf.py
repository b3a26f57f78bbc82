"""Digests on paper: made only when asked for, only of closed weeks, once; and what WeasyPrint makes of them."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented import collection
from terminal import run

from newsdesk.output.pdf import Tool, pdfs, weasyprint
from newsdesk.views.editions import paper, printed

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).resolve().parent.parent
INSTALL = "    make setup-pdf\n    sudo apt-get install libpango-1.0-0"
CLOSED = [f"2022/w{number}/digest.pdf" for number in (42, 41, 39)]
FAKE = """
import os, pathlib
class HTML:
    def __init__(self, string, url_fetcher):
        self.string = string
    def write_pdf(self, **options):
        with pathlib.Path(os.environ["MADE"]).open("a") as made:
            made.write(f"{options} {os.environ['SOURCE_DATE_EPOCH']}\\n")
        return b"%PDF " + self.string[:40].encode()
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Path]]:
    """Lets a text of ours stand in for WeasyPrint; it notes what it makes in the file that comes back."""

    def ours() -> list[str]:
        return [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]

    def stand(text: str) -> Path:
        package = tmp_path / "fake" / "weasyprint"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(text)
        (package / "urls.py").write_text("class URLFetcher: ...\n")
        monkeypatch.syspath_prepend(package.parent)
        monkeypatch.setenv("MADE", str(tmp_path / "made"))
        return tmp_path / "made"

    real = {name: sys.modules.pop(name) for name in ours()}
    yield stand
    for name in ours():
        del sys.modules[name]
    sys.modules.update(real)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise ImportError('no')", "PDFs need WeasyPrint, and it is not installed. Install it"),
        (
            "raise OSError('cannot load library libpango')",
            "and a library that it uses is missing (cannot load library libpango). Install it",
        ),
    ],
)
def test_where_weasyprint_is_missing_pdfs_are_refused_with_what_to_install(
    warm: Path, stand_in: Callable[[str], Path], text: str, said: str
) -> None:
    stand_in(text)
    done = run("build", "--pdf", "--root", warm)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert INSTALL in done.stderr
    assert "Traceback" not in done.stderr
    assert not (warm / "site").exists()
    assert run("--root", warm).returncode == 0


def test_pdfs_are_made_of_closed_weeks_once_and_only_when_asked_for(
    warm: Path, stand_in: Callable[[str], Path]
) -> None:
    made = stand_in(FAKE)

    def built(*options: str) -> list[str]:
        done = run(*options, "--root", warm)
        assert done.returncode == 0, done.stderr
        return [path.relative_to(warm / "site").as_posix() for path in (warm / "site").rglob("*.pdf")]

    def offers(week: str) -> bool:
        return f'<a href="../../2022/{week}/digest.pdf">PDF</a>' in (
            warm / "site" / "2022" / week / "index.html"
        ).read_text("utf-8")

    assert built() == []
    assert not offers("w42")
    assert sorted(built("--pdf")) == sorted(CLOSED)
    assert (offers("w42"), offers("w43")) == (True, False)
    assert sorted(set(made.read_text().splitlines())) == [
        f"{{'pdf_variant': 'pdf/ua-1', 'pdf_tags': True}} {when}" for when in (1664863200, 1666677600, 1667282400)
    ]
    first = made.read_text()
    assert sorted(built("--pdf")) == sorted(CLOSED)
    assert made.read_text() == first, "what has not changed is not made again"
    entry = warm / "digests" / "2022-W41" / "strike-ends.yaml"
    entry.write_text(entry.read_text("utf-8").replace("\nread: ", "\nbyline: A. N. Other\nread: ", 1), "utf-8")
    built("--pdf")
    assert len(made.read_text().splitlines()) == len(first.splitlines()) + 1
    assert built() == []


def tool(name: str, made: list[str]) -> Tool:
    def make(html: str, when: int) -> tuple[bytes, str]:
        made.append(html)
        return f"%PDF {name} {html} {when}".encode(), "日本" if "日本" in html else ""

    return name, make


def test_the_cache_knows_page_time_and_version_and_forgets_what_is_not_asked_for(tmp_path: Path) -> None:
    made: list[str] = []
    warnings: list[str] = []

    def names_and_pdfs(version: int, *pages: tuple[str, str, int]) -> list[tuple[str, bytes]]:
        return list(pdfs(pages, tmp_path, tool(f"weasyprint {version}", made), warnings.append))

    first = names_and_pdfs(1, ("a.pdf", "<p>a", 1), ("b.pdf", "<p>b", 1))
    assert first == [("a.pdf", b"%PDF weasyprint 1 <p>a 1"), ("b.pdf", b"%PDF weasyprint 1 <p>b 1")]
    assert names_and_pdfs(1, ("a.pdf", "<p>a", 1), ("b.pdf", "<p>b", 1)) == first
    assert made == ["<p>a", "<p>b"]
    assert names_and_pdfs(2, ("a.pdf", "<p>a", 1)) == [("a.pdf", b"%PDF weasyprint 2 <p>a 1")]
    assert names_and_pdfs(2, ("a.pdf", "<p>a", 2)) == [("a.pdf", b"%PDF weasyprint 2 <p>a 2")]
    assert made == ["<p>a", "<p>b", "<p>a", "<p>a"]
    assert len(list((tmp_path / "pdf").iterdir())) == 1
    assert warnings == []


def test_letters_that_no_font_has_are_named_and_the_pdf_is_made_anew_each_time(tmp_path: Path) -> None:
    made: list[str] = []
    warnings: list[str] = []
    for _ in range(2):
        list(pdfs([("a.pdf", "<p>日本", 1)], tmp_path, tool("weasyprint 1", made), warnings.append))
    assert len(made) == 2
    assert (
        warnings
        == [
            "a.pdf: no font here has the letters 日本. Install one, such as fonts-noto-core, or fonts-noto-cjk for"
            " Chinese and Japanese."
        ]
        * 2
    )


def test_paper_is_of_closed_weeks_only() -> None:
    assert list(paper(collection())) == [], "not asked for"


def test_a_pdf_is_tagged_searchable_linked_and_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="needs: make setup-pdf", exc_type=Exception)
    _, make = weasyprint()
    html = printed(collection(), "2022-W42")
    made, missing = make(html, 1666677600)
    assert (made, missing) == make(html, 1666677600)
    assert not re.search("[A-Za-zА-я]", missing)
    assert made.startswith(b"%PDF-")
    file = tmp_path / "digest.pdf"
    file.write_bytes(made)
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext: sudo apt-get install poppler-utils")

    def said(*command: str) -> str:
        return subprocess.run([*command], capture_output=True, check=True).stdout.decode()

    text = " ".join(said("pdftotext", str(file), "-").replace(" / ", "/").split())
    assert text.index("banned or listed as a terrorist organisation") < text.index("The tunnel was closed")
    for words in ("Отчёт о тоннеле оказался черновиком", "Forty people", "1/", "Sample Strait Digest"):
        assert words in text
    # Shaped letters are read back as the letters that were written.
    letters = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    assert "المضيق" in letters or "المضيق"[::-1] in letters
    facts = said("pdfinfo", str(file))
    assert re.search(r"Tagged: +yes", facts)
    assert re.search(r"Title: +Sample Strait Digest: 17–23 October 2022", facts)
    assert "595.276 x 841.89 pts (A4)" in facts
    assert "Tue Oct 25" in facts
    urls = said("pdfinfo", "-url", str(file))
    assert "https://example.org/press/2022/w42/forty-voices/" in urls
    assert "https://tunnel.example.com/notices/17" in urls
    assert "lamp.example.net" not in urls


def test_nothing_is_fetched_for_a_pdf() -> None:
    pytest.importorskip("weasyprint", reason="needs: make setup-pdf", exc_type=Exception)
    _, make = weasyprint()
    for address in ("https://example.org/x.png", f"file://{DATA}/mkdocs.yml", "data:text/css,p{color:red}"):
        page = f'<html lang="en"><title>x</title><link rel="stylesheet" href="{address}"><img src="{address}" alt="x">'
        assert make(page, 0)[0].startswith(b"%PDF-")
