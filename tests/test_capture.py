"""Saved pages become captures: what is found, what stays open, and that nothing hostile gets through."""

import datetime
from contextlib import suppress
from pathlib import Path

import pytest
from page_variants import variants
from saved_articles import SavedPage
from saved_pages import pages
from tables import each

pytest.importorskip("trafilatura", reason="the extra `capture` is not installed")

from newsdesk.intake.capture import Capture, kind_of, read
from newsdesk.intake.capture.worker import read_apart
from newsdesk.problems import Refusal

TODAY = datetime.date(2026, 11, 24)
PAGES = pages()
VARIANTS = variants()


def capture(raw: bytes, charset: str | None = None, address: str | None = None) -> Capture:
    kind = kind_of(raw)
    assert kind
    return read(raw, kind, charset=charset, address=address, today=TODAY)


@each("page", PAGES, ids=lambda page: page.name)
def test_a_page_gives_its_title_and_date_or_leaves_it_open(page: SavedPage) -> None:
    found = capture(page.html)
    assert found.title is not None
    assert found.title.value == page.title
    day = found.published.value if found.published and found.published.certain else None
    assert (day, found.published_basis) == (page.day, page.basis if page.day else None), found.published
    assert found.url is not None
    assert found.url.value.startswith(f"https://{page.domain}/")
    if page.author:
        assert found.byline is not None
        assert (found.byline.value, found.byline.certain) == (page.author, True)


@each("page", VARIANTS, ids=lambda page: page.name)
def test_other_pages_give_the_same(page: SavedPage) -> None:
    found = capture(page.html)
    assert found.title is not None
    assert (found.title.value, found.title.certain) == (page.title, True)
    day = found.published.value if found.published and found.published.certain else None
    assert day == page.day, found.published


@each(
    ("lang", "text", "expected"),
    [
        ("ru", "Маяк снова зажгли", ("ru", True)),
        ("ru-RU", "Маяк снова зажгли", ("ru", True)),
        ("uz-Cyrl-UZ", "Маяк яна ёқилди", ("uz-Cyrl", True)),
        ("en", "Маяк снова зажгли", ("en", False)),  # a template's own language
        ("en-US", "The lighthouse is lit", ("en", True)),
        ("ky", "Vendmut mayogʻi", ("ky", True)),
        ("ar", "The lighthouse is lit", ("ar", False)),
        ("zh-Hans", "灯塔又亮了", ("zh-Hans", True)),
        ("ja", "灯台がまた点灯した", ("ja", True)),
        ("nonsense", "The lighthouse is lit", None),
        ("", "The lighthouse is lit", None),
    ],
)
def test_a_language_is_what_the_page_declares_unless_its_script_is_another(
    lang: str, text: str, expected: tuple[str, bool] | None
) -> None:
    raw = f"<html lang='{lang}'><meta charset=utf-8><body><p>{text} {text} {text}</p></body></html>".encode()
    found = capture(raw).language
    assert (found and (found.value, found.certain)) == expected


@each(
    ("encoding", "declared", "served"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "windows-1251", None),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("cp1251", "windows-1251", None),
        ("cp1251", "windows-1251", "utf-8"),
        ("cp1251", "utf-8", "windows-1251"),
        ("koi8-r", "koi8-r", None),
        ("utf-16", "utf-8", None),
        ("utf-8", "no-such", "neither"),
    ],
)
def test_texts_in_any_encoding(encoding: str, declared: str, served: str | None) -> None:
    text = "Маяк в Вендмуте снова зажгли спустя девять лет темноты"
    page = f"<html><meta charset='{declared}'><title>{text}</title><body><h1>{text}</h1><p>{text}</p></body></html>"
    found = capture(page.encode(encoding), charset=served)
    assert found.title is not None
    assert found.title.value == text


def pdf(text: str, *, pages: int = 1) -> bytes:
    """A small PDF with a text layer."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[f"<< /Type /Page /Parent 2 0 R /Contents {4 + pages} 0 R /Resources << /Font << /F1 3 0 R >> >>"
          f" /MediaBox [0 0 612 792] >>".encode() for _ in range(pages)],
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(out))
    )


def test_a_pdf_gives_its_text_and_nothing_that_is_certain() -> None:
    found = capture(pdf("Swans counted on the lake", pages=2))
    assert found.kind == "pdf"
    assert found.text == "Swans counted on the lake\n\nSwans counted on the lake"
    assert found.title is not None
    assert (found.title.value, found.title.certain) == ("Swans counted on the lake", False)
    assert found.published is None


def test_a_pdf_of_a_browser_is_read_as_people_read_it() -> None:
    """Letters of several fonts in one word, and lines from the right: what is quoted from them stands in the text."""
    for name, wanted in (
        ("kyrgyz", "Көлдүн төрагасы Өмүр Куулар: «Өткөрмө жаңы күнгө өттү»."),
        (
            "arabic",
            "قال رئيس المجلس إن 312 بجعة عُدّت يوم 17 أكتوبر 2022،"
            " و«لا يمكن أن ننتظر» كما أضاف (Lanternmoor) في\nالاجتماع.",
        ),
    ):
        assert capture((Path(__file__).parent / "data" / "pdf" / f"{name}.pdf").read_bytes()).text == wanted


@each("cut", range(20, 1000, 97))
def test_a_broken_pdf_is_read_or_refused(cut: int) -> None:
    whole = pdf("Swans counted on the lake")
    for raw in (whole[:cut], whole[:cut] + b"\xff" * 40 + whole[cut + 40 :]):
        with suppress(Refusal):
            assert capture(raw).text


def test_a_pdf_without_a_text_layer_is_refused() -> None:
    with pytest.raises(Refusal, match="has no text layer"):
        capture(pdf(""))


def test_a_text_file_leaves_everything_open() -> None:
    found = capture("Лебедей сосчитали\r\n\r\nНа озере   312 лебедей.\u2028И точка.\x0b".encode())
    assert found.text == "Лебедей сосчитали\n\nНа озере   312 лебедей.\nИ точка."
    assert found.title is not None
    assert (found.title.value, found.title.certain) == ("Лебедей сосчитали", False)
    assert (found.published, found.language, found.url) == (None, None, None)


def test_a_page_that_never_ends_its_reading_is_given_up(apart: None) -> None:
    raw = b"<html><body><p>words</p></body></html>"
    with pytest.raises(Refusal, match=r"could not be read within 0\.01 seconds"):
        read_apart(raw, "html", charset=None, address=None, today=TODAY, seconds=0.01)
