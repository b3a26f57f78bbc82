"""Tables, files for reference managers, ninjs and checksums."""

import csv
import hashlib
import io
import json
from typing import Any

import pytest
from data_files import LAMP, SITE, files, loaded, made_of, schema
from invented import changed, collection
from jsonschema import Draft7Validator, Draft202012Validator
from tables import each

from newsdesk.model import Edtf
from newsdesk.views.data.citations import latex
from newsdesk.views.data.tables import ENTRY_COLUMNS, SOURCE_COLUMNS, safe_cell

IDS = sorted(collection().by_id)
CITING = ("data/entries.csl.json", "data/entries.bib", "data/entries.ris", "data/entries.ninjs.json")


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files()[path].raw.decode("utf-8-sig"), newline="")))


@each(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("https://x.example/","a")', '\'=HYPERLINK("https://x.example/","a")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("  =1+1", "'  =1+1"),
        ("\u00a0=1+1", "'\u00a0=1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("a=1", "a=1"),
        ("— dash", "— dash"),
        ("'quoted'", "'quoted'"),
        ('Title, "quoted"', 'Title, "quoted"'),
        ("", ""),
        (None, None),
        (0, 0),
        (Edtf.parse("2022-10~"), Edtf.parse("2022-10~")),
    ],
)
def test_a_cell_runs_in_no_spreadsheet(text: Any, cell: Any) -> None:
    assert safe_cell(text) == cell


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1)", "＝1"])
def test_no_field_of_an_entry_reaches_a_spreadsheet_as_a_formula(text: str) -> None:
    (first, *_) = collection().by_id["ferry-fares-agreed"].sources
    sources = (first.model_copy(update={"name": text, "role": text, "says": text, "name_printed": text}),)
    known = changed("ferry-fares-agreed", title=text, byline=text, section=text, summary=text, sources=sources)
    for path in ("data/entries.csv", "data/sources.csv"):
        table = list(csv.reader(io.StringIO(made_of(known)[path].raw.decode("utf-8-sig"), newline="")))
        assert [cell for row in table for cell in row if cell[:1] in ("=", "+", "-", "@", "＝")] == []
        assert any(f"'{text}" in row for row in table)


def test_tables_are_rfc_4180_with_a_byte_order_mark() -> None:
    for path, columns in (("data/entries.csv", ENTRY_COLUMNS), ("data/sources.csv", SOURCE_COLUMNS)):
        raw = files()[path].raw
        assert raw.startswith(b"\xef\xbb\xbfnotices,")
        assert raw.endswith(b"\r\n")
        table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
        assert tuple(table[0]) == columns
        assert {len(row) for row in table} == {len(columns)}


def test_a_row_an_entry() -> None:
    table = {row["id"]: row for row in rows("data/entries.csv")}
    assert sorted(table) == IDS
    row = table["tunnel-syndicated"]
    assert (row["outlet"], row["outlet_name"], row["syndicated_from"]) == ("wharf-wire", "Wharf Wire", "harbour-daily")
    assert (row["sources"], row["url"]) == ("A captain; Ona Primer", "https://wharf.example.com/2022/tunnel")
    assert row["references"].startswith("figures: harbour-figures; withdrawn-report: tunnel-report-withdrawn; ")
    assert "lamp-figures: copies.example.com/lamp/figures;" in row["references"]
    assert table["tunnel-closed-in-persian"]["published_last"] == "2022-10-23"
    assert table["tunnel-closed-in-persian"]["title"] == collection().by_id["tunnel-closed-in-persian"].title
    assert table["tunnel-report-withdrawn"]["withdrawn"] == "2022-11-01"


def test_a_row_a_source() -> None:
    table = rows("data/sources.csv")
    assert len(table) == sum(len(entry.sources) for entry in collection().entries)
    (row,) = [row for row in table if row["entry"] == "ferry-fares-in-kyrgyz" and row["source"] == "Ona Primer"]
    assert (row["who"], row["cited"], row["via"], row["via_name"]) == (
        "ona-primer",
        "relayed",
        "wharf-wire",
        "Wharf Wire",
    )


def test_a_designated_publisher_is_introduced_first_and_not_linked() -> None:
    for path in ("data/entries.csv", "data/sources.csv"):
        for row in rows(path):
            if row["outlet"] == "lamp-society":
                assert next(iter(row.values())).startswith("Lamp Society & Friends <of the Strait> is banned")
    table = {row["id"]: row for row in rows("data/entries.csv")}
    row = table["lamp-society-statement"]
    assert (row["url"], row["address"]) == ("", "press.lamp.example.net/2022/10/18/statement")
    assert row["translation_of"] == "lamp.example.net/original/12"
    for path in ("data/entries.csv", "data/sources.csv", *CITING):
        text = files()[path].raw.decode()
        assert [host for host in LAMP if f"://{host}" in text or f"://press.{host}" in text] == [], path


def test_csl_is_valid_and_cites_the_articles() -> None:
    items = loaded("data/entries.csl.json")
    Draft7Validator(schema("csl-data.schema.json")).validate(items)
    assert [item["id"] for item in items] == IDS
    by_id = {item["id"]: item for item in items}
    item = by_id["tunnel-closed-in-persian"]
    assert item["issued"] == {"date-parts": [[2022, 10]], "circa": True}
    assert (item["type"], item["language"], item["container-title"]) == ("article-newspaper", "fa", "روزنامه تنگه")
    assert item["title"] == "تونل تنگه سه روز بسته بود"
    assert "URL" not in item
    assert item["note"] == (
        "Title in English (our translation): The tunnel of the strait was closed for three days\n"
        f"Entry in Sample Strait Digest: {SITE}2022/w42/tunnel-closed-in-persian/"
    )
    assert by_id["brackets-everywhere"]["issued"] == {"date-parts": [[2022, 10, 20]], "circa": True}
    lamp = by_id["lamp-society-statement"]
    assert lamp["note"].startswith("Lamp Society & Friends <of the Strait> is banned")
    assert "URL" not in lamp
    assert lamp["author"] == [{"literal": "هيئة التحرير"}]


@each(
    ("date", "csl", "ris", "bib", "year", "month"),
    [
        ("2022", {"date-parts": [[2022]]}, "2022///", "2022", "2022", None),
        ("2022-10", {"date-parts": [[2022, 10]]}, "2022/10//", "2022-10", "2022", "10"),
        ("2022-10~", {"date-parts": [[2022, 10]], "circa": True}, "2022/10//about", "2022-10~", "2022", "10"),
        ("2022-10-03", {"date-parts": [[2022, 10, 3]]}, "2022/10/03/", "2022-10-03", "2022", "10"),
        (
            "2022-10-03/2022-10-09",
            {"date-parts": [[2022, 10]], "circa": True},
            "2022/10//between 2022-10-03 and 2022-10-09",
            "2022-10~",
            "2022",
            "10",
        ),
        (
            "2022-10-30/2022-11-03",
            {"date-parts": [[2022]], "circa": True},
            "2022///between 2022-10-30 and 2022-11-03",
            "2022~",
            "2022",
            None,
        ),
        (
            "2022-10/2023~",
            {"literal": "between 2022-10 and 2023~"},
            "2022///between 2022-10 and 2023~",
            "2022~",
            "2022",
            None,
        ),
    ],
)
def test_dates_in_every_exactness(date: str, csl: dict, ris: str, bib: str, year: str, month: str | None) -> None:
    made = made_of(changed("harbour-figures", published=Edtf.parse(date)))
    (item,) = [i for i in json.loads(made["data/entries.csl.json"].text) if i["id"] == "harbour-figures"]
    assert item["issued"] == csl
    (record,) = [r for r in made["data/entries.ris"].text.split("ER  - \r\n") if "ID  - harbour-figures\r\n" in r]
    assert f"\r\nDA  - {ris}\r\n" in record
    (entry,) = [e for e in made["data/entries.bib"].text.split("\n\n") if "@article{harbour-figures," in e]
    assert f"  date = {{{bib}}},\n  year = {{{year}}},\n" in entry
    assert (f"  month = {{{month}}},\n" in entry) == bool(month)


@each(
    ("text", "tex"),
    [
        ("a & b", r"a \& b"),
        ("100 % of $5 #1 a_b", r"100 \% of \$5 \#1 a\_b"),
        ("{x} } {", r"\textbraceleft{}x\textbraceright{} \textbraceright{} \textbraceleft{}"),
        (r"\input{/etc/passwd}", r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}"),
        ('~^|<>"', r"\textasciitilde{}\textasciicircum{}\textbar{}\textless{}\textgreater{}" + '"'),
        ("two\n\nlines", "two lines"),
        ("Жапаров 港湾 المضيق", "Жапаров 港湾 المضيق"),
    ],
)
def test_latex_prints_the_text_itself(text: str, tex: str) -> None:
    assert latex(text) == tex


def test_bibtex_is_read_back() -> None:
    bibtexparser = pytest.importorskip("bibtexparser", minversion="2.0")
    library = bibtexparser.parse_string(files()["data/entries.bib"].text)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == IDS
    by_key = {entry.key: entry.fields_dict for entry in library.entries}
    assert by_key["tunnel-syndicated"]["url"].value == "https://wharf.example.com/2022/tunnel"
    assert "url" not in by_key["lamp-society-statement"]
    assert next(iter(by_key["lamp-society-statement"])) == "note"
    # The reader's list of LaTeX's names lacks these two.
    text = files()["data/entries.bib"].text.replace(r"\textless{}", "<").replace(r"\textgreater{}", ">")
    decoded = bibtexparser.parse_string(text, append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()])
    titles = {entry.key: entry["title"].strip("{}") for entry in decoded.entries}
    for name in IDS:
        if name != "brackets-everywhere":
            assert titles[name] == " ".join(collection().by_id[name].title.split())
    assert titles["brackets-everywhere"].startswith("<script>alert(1)</script> & ")


def test_ris_is_read_back() -> None:
    rispy = pytest.importorskip("rispy")
    records = rispy.loads(files()["data/entries.ris"].text)
    assert [record["id"] for record in records] == IDS
    by_id = {record["id"]: record for record in records}
    record = by_id["tunnel-syndicated"]
    assert (record["type_of_reference"], record["title"]) == ("NEWS", "Tunnel closed, ferries wait")
    assert (record["secondary_title"], record["language"]) == ("Wharf Wire", "en")
    assert record["urls"] == ["https://wharf.example.com/2022/tunnel"]
    lamp = by_id["lamp-society-statement"]
    assert lamp["notes"][0].startswith("Lamp Society & Friends <of the Strait> is banned")
    assert "urls" not in lamp
    assert {record["abstract"] for record in records} == {
        " ".join(entry.summary.split()) for entry in collection().entries
    }


def test_a_record_of_ris_is_not_ended_by_a_text() -> None:
    known = changed("harbour-figures", summary="A\n\nER  - \nTY  - BOOK", title="X\nER  - ")
    text = made_of(known)["data/entries.ris"].text
    assert text.count("\r\nER  - \r\n") == text.count("TY  - NEWS\r\n") == len(IDS)
    assert "\n" not in text.replace("\r\n", "")


def test_ninjs_is_valid_as_a_whole() -> None:
    whole = loaded("data/entries.ninjs.json")
    Draft202012Validator(schema("ninjs-schema_3.1.json")).validate(whole)
    assert [item["name"] for item in whole["associations"]] == IDS
    by_id = {item["name"]: item for item in whole["associations"]}
    lamp = by_id["lamp-society-statement"]
    assert next(iter(lamp)) == "descriptions"
    assert lamp["descriptions"][0]["value"].startswith("Lamp Society & Friends <of the Strait> is banned")
    assert lamp["subjects"] == [
        {"name": "Lights", "literal": "lights", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000593"}
    ]
    assert [alt["role"] for alt in lamp["altIds"]] == ["id", "published"]
    assert by_id["tunnel-report-withdrawn"]["pubStatus"] == "canceled"
    assert by_id["tunnel-syndicated"]["people"] == [
        {"name": "Ona Primer", "rel": "cited", "uri": f"{SITE}people/ona-primer/"}
    ]
    assert by_id["tunnel-syndicated"]["infoSources"] == [
        {"name": "Wharf Wire", "role": "publisher", "literal": "wharf-wire"},
        {"name": "A captain", "role": "quoted"},
        {"name": "Ona Primer", "role": "mentioned", "literal": "ona-primer"},
    ]


def test_a_line_an_entry_as_in_the_api() -> None:
    lines = files()["data/entries.jsonl"].text.splitlines()
    assert list(map(json.loads, lines)) == loaded("api/v1/entries.json")["entries"]


def test_checksums_are_those_of_the_files_beside_them() -> None:
    sums = dict(line.split("  ")[::-1] for line in files()["data/SHA256SUMS"].text.splitlines())
    there = {path.removeprefix("data/") for path in files() if path.startswith("data/")} - {"SHA256SUMS"}
    assert sums.keys() == there
    for name, digest in sums.items():
        assert hashlib.sha256(files()[f"data/{name}"].raw).hexdigest() == digest
