"""The verbs that add records to registers: what is known goes in, what is doubtful is refused, nothing is invented."""

import argparse
import json
from pathlib import Path

import pytest
from tables import each

from newsdesk.build import Project, examine
from newsdesk.cli import main
from newsdesk.commands import outlet
from newsdesk.intake.reach import Guard
from newsdesk.load import parse
from newsdesk.problems import Refusal
from newsdesk.store.verbs.registers.outlets import target_of

NEXT = "Next: .venv/bin/python build_digest.py check\n"
STORY = ["story", "add", "A ferry stops", "--date", "2026-11-17", "--country", "AQ"]

# What is typed, what the register then has more, and what is told.
GOOD: dict[str, tuple[list[str], str, str, str]] = {
    "a person with spellings": (
        ["person", "add", "Ilya  Sampleov", "--native", "ru=Илья Примеров", "--also", "Sampleow", "--also", "zh=伊利亚",
         "--country", "KG"],
        "people",
        "  ilya-sampleov:\n    kind: person\n    name: Ilya Sampleov\n    "
        "name_native: {text: Илья Примеров, language: ru}\n"
        "    aliases:\n      - Sampleow\n      - {text: 伊利亚, language: zh}\n    country: KG\n",
        'Added the person ilya-sampleov ("Ilya Sampleov") to people.yaml.',
    ),
    "a private person": (
        ["person", "add", "Vera Quiet", "--private", "--id", "resident-2"],
        "people",
        "  resident-2:\n    kind: person\n    name: Vera Quiet\n    public: false\n",
        'Added the person resident-2 ("Vera Quiet") to people.yaml.',
    ),
    "a body that speaks for another": (
        ["person", "add", "Harbour Office", "--organisation", "--side", "tunnel-board"],
        "people",
        "  harbour-office:\n    kind: organisation\n    name: Harbour Office\n    side: tunnel-board\n",
        'Added the person harbour-office ("Harbour Office") to people.yaml.',
    ),
    "two who are called so": (
        ["person", "add", "Ona Primer", "--id", "ona-primer-2", "--same-name"],
        "people",
        "  ona-primer-2:\n    kind: person\n    name: Ona Primer\n",
        'Added the person ona-primer-2 ("Ona Primer") to people.yaml.',
    ),
    "a place": (
        ["place", "add", "O’Primer", "--country", "AQ", "--native", "ar=تجربة", "--note", "A cape."],
        "places",
        "  oprimer:\n    name: O’Primer\n    name_native: {text: تجربة, language: ar}\n    country: AQ\n"
        "    note: A cape.\n",
        'Added the place oprimer ("O’Primer") to places.yaml.',
    ),
    "a topic": (
        ["topic", "add", "Ferries: ships", "Whatever crosses water."],
        "topics",
        "  ferries-ships:\n    name: 'Ferries: ships'\n    description: Whatever crosses water.\n",
        'Added the topic ferries-ships ("Ferries: ships") to topics.yaml.',
    ),
    "a story": (
        [*STORY, "--summary", "It stopped\n[a].\n\nNobody says why [b].", "--reference", "a=https://x.example/1",
         "--reference", "b=harbour-figures", "--drafted-by", "human"],
        "stories",
        "  a-ferry-stops:\n    title: A ferry stops\n    date: 2026-11-17\n    countries: [AQ]\n    summary: >-\n"
        "      It stopped [a].\n\n      Nobody says why [b].\n    references:\n      a:\n        url: https://x.example/1\n"
        "        accessed: 2026-11-22\n      b:\n        entry: harbour-figures\n    drafted_by: human\n",
        'Added the story a-ferry-stops ("A ferry stops") to stories.yaml.',
    ),
    "an outlet that an editor knows": (
        ["outlet", "add", "https://www.Quay.example/news/1", "--name", "Причал", "--name-language", "ru", "--name-en",
         "Quay", "--also", "The Quay", "--country", "KG", "--language", "ru", "--language", "ky", "--kind", "online"],
        "outlets",
        "  quay:\n    name: Причал\n    name_language: ru\n    name_en: Quay\n    aliases:\n      - The Quay\n"
        "    domains: [quay.example]\n    home:\n      value: https://www.quay.example/\n      basis: own-page\n"
        "    country:\n      value: KG\n      basis: unreferenced\n    languages:\n      value: [ru, ky]\n"
        "      basis: unreferenced\n    kind:\n      value: online\n      basis: unreferenced\n    owner: unknown\n"
        "    funder: unknown\n    self_description: unknown\n    legal_status: unknown\n",
        'Added the outlet quay ("Причал") to outlets.yaml.\n'
        "Unknown as yet: owner, funder, what it says of itself, legal status.",
    ),
    "an edition": (
        ["outlet", "add", "kg.gazette.example.com", "--name", "Gazette KG", "--name-language", "en", "--edition-of",
         "strait-gazette"],
        "outlets",
        "  gazette-kg:\n    name: Gazette KG\n    name_language: en\n    domains: [kg.gazette.example.com]\n    home:\n"
        "      value: https://kg.gazette.example.com/\n      basis: own-page\n    edition_of: strait-gazette\n"
        "    country: unknown\n    languages: unknown\n    kind: unknown\n    owner: unknown\n    funder: unknown\n"
        "    self_description: unknown\n    legal_status: unknown\n",
        'Added the outlet gazette-kg ("Gazette KG") to outlets.yaml.\n'
        "Unknown as yet: country, languages, kind, owner, funder, what it says of itself, legal status.",
    ),
}  # fmt: skip


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026


@pytest.mark.usefixtures("stopped")
def test_what_is_known_becomes_a_record(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, register, record, told in GOOD.values():
        path = project / "digests" / f"{register}.yaml"
        before = path.read_text("utf-8")
        assert main(arguments, project) == 0, capsys.readouterr().err
        after = path.read_text("utf-8")
        assert after.replace(record, "", 1) == before
        assert record in after
        assert capsys.readouterr().out == f"{told}\nWrote digests/{register}.yaml\n{NEXT}"
    found = examine(Project(project, project / "digests", project / "site", project / "cache"))
    assert [one for one in found.problems if str(one.severity) == "error"] == []


TAKEN = '"Ona Primer" belongs to ona-primer (Ona Primer) in people.yaml already. If that is the same one, use its id;' \
    " if there are two who are called so, confirm it with --same-name."  # fmt: skip
WRONG: dict[str, tuple[list[str], int, list[str]]] = {
    "a name that is taken": (
        ["person", "add", "Ona PRIMER", "--id", "x"], 1, [TAKEN.replace('"Ona Primer" b', '"Ona PRIMER" b')],
    ),
    "a spelling of somebody else": (
        ["person", "add", "New Body", "--also", "ru=Она Пример"], 1,
        [TAKEN.replace('"Ona Primer" b', '"Она Пример" b')],
    ),
    "a name of an outlet": (
        ["person", "add", "Wharf Wire", "--organisation"], 1,
        ['"Wharf Wire" belongs to wharf-wire (Wharf Wire) in outlets.yaml already. If that is the same one, use its id;'
         " if there are two who are called so, confirm it with --same-name."],
    ),
    "an id that is taken": (
        ["person", "add", "Ona Primer"], 1,
        ["There is already a person ona-primer (Ona Primer) in people.yaml. If this is another one, say its id, such as"
         " --id ona-primer-2."],
    ),
    "an id of the other register": (
        ["person", "add", "Wharf", "--id", "wharf-wire"], 1,
        ["There is already wharf-wire in outlets.yaml, and no id stands in both. Say another one, such as --id"
         " wharf-wire-2."],
    ),
    "everything at once": (
        ["person", "add", "Айбек", "--country", "kg", "--also", "Жан", "--also", "xx=Jan", "--side", "Q?"], 1,
        ['"Айбек" is not how English texts write it: NAME is the spelling in Latin letters. Its own script goes into'
         " --native, such as --native ru=Имя.",
         '--also Жан: in which language is it written so? Type it with its code, such as "ru=Жан".',
         '--also xx=Jan: "xx" is not a language. Write a BCP 47 tag such as en, ar or sr-Latn.',
         'No id follows from "Айбек", which is not in Latin letters. Say one: --id aybek (from its letters).',
         '--country: "kg" is not a country. Did you mean "KG"?',
         '--side: "Q?" cannot be an id. Use small Latin letters, digits and single hyphens, up to 100.'],
    ),
    "no name": (["place", "add", "  ", "--country", "AQ"], 1, ["NAME: there is no name in it."]),
    "a bad id": (
        ["topic", "add", "A", "B.", "--id", "A B"], 1,
        ['"A B" cannot be an id. Use small Latin letters, digits and single hyphens, up to 100.'],
    ),
    "a mark without a reference, and one that nothing cites": (
        [*STORY, "--summary", "It stopped [a].", "--reference", "b=https://x.example/"], 1,
        ["--reference: the mark [a] of the summary has none.", "--reference b: the summary does not cite it."],
    ),
    "no source behind a mark": (
        [*STORY, "--summary", "It stopped [a].", "--reference", "a"], 1,
        ["--reference a: write a mark, =, and an address or the id of an entry."],
    ),
    "an entry that is not there": (
        [*STORY, "--summary", "It stopped [a].", "--reference", "a=harbour-figurs"], 1,
        ['--reference: there is no entry "harbour-figurs". Did you mean "harbour-figures"?'],
    ),
    "a day that is none": (
        ["story", "add", "T", "--date", "17.11.2026", "--country", "AQ", "--summary", "S [a].", "--reference",
         "a=https://x.example/"], 1, ['--date: "17.11.2026" is no date. Write'],
    ),
    "a place that is not there": (
        [*STORY, "--summary", "It [a].", "--reference", "a=https://x.example/", "--place", "nowhere"], 1,
        ['unknown-place: "nowhere" is not in places.yaml.'],
    ),
    "a domain that is registered": (
        ["outlet", "add", "http://www.gazette.example.com/a"], 1,
        ["gazette.example.com is registered already: it is strait-gazette (Strait Gazette). Nothing was written."],
    ),
    "a domain below one that is": (
        ["outlet", "add", "kg.gazette.example.com", "--name", "G", "--name-language", "en"], 1,
        ["kg.gazette.example.com stands below gazette.example.com, which is strait-gazette (Strait Gazette)."],
    ),
    "a domain above one that is": (
        ["outlet", "add", "example.com", "--name", "G", "--name-language", "en"], 1,
        ["example.com stands above gazette.example.com, which is strait-gazette (Strait Gazette)."],
    ),
    "a domain of many": (
        ["outlet", "add", "https://t.me/quay", "--name", "Quay", "--name-language", "en"], 1,
        ["t.me holds pages of many publishers: as a domain it would make the articles of all of them this outlet's."],
    ),
    "a host of weblogs": (["outlet", "add", "substack.com"], 1, ["substack.com holds pages of many publishers"]),
    "an invisible character": (
        ["person", "add", "Ona\u202e Other"], 1,
        ['"Ona\u202e Other": This text contains the invisible character U+202E. Delete it, or type the text anew.'],
    ),
    "no domain": (["outlet", "add", "Gazette"], 2, ['"gazette" is not a domain. Write']),
    "another scheme": (["outlet", "add", "ftp://a.example/"], 2, ['"ftp://a.example/" is no address of a page']),
    "an edition of nothing": (
        ["outlet", "add", "quay.example", "--name", "Q", "--name-language", "e", "--edition-of", "strait-gazete"], 1,
        ['--edition-of strait-gazete: "strait-gazete" is not in outlets.yaml. Did you mean "strait-gazette"?',
         '--name-language: "e" is not a language.'],
    ),
    "a name in other letters and none in English": (
        ["outlet", "add", "quay.example", "--name", "Причал", "--name-language", "ru"], 1,
        ['"Причал" is not in Latin letters. Say what it is called in English: --name-en NAME.'],
    ),
    "no verb": (["outlet"], 2, ["the following arguments are required: add"]),
    "another verb": (["place", "remove", "x"], 2, ["invalid choice: 'remove'"]),
}  # fmt: skip


@pytest.mark.usefixtures("stopped")
def test_what_is_wrong_or_doubtful_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (project / "digests").rglob("*") if path.is_file()}
    for name, (arguments, code, said) in WRONG.items():
        assert main(arguments, project) == code, name
        told = capsys.readouterr().err
        for one in said:
            assert one in told, name
        assert {path: path.read_bytes() for path in (project / "digests").rglob("*") if path.is_file()} == before, name


def test_a_register_that_is_not_there_is_made(project: Path) -> None:
    (project / "digests" / "places.yaml").unlink()
    assert main(["place", "add", "Cape Sample", "--country", "AQ"], project) == 0
    assert (project / "digests" / "places.yaml").read_text("utf-8") == (
        "# yaml-language-server: $schema=./places.schema.json\nschema: 1\nplaces:\n  cape-sample:\n"
        "    name: Cape Sample\n    country: AQ\n"
    )


def test_a_register_with_a_fault_of_form_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "digests" / "places.yaml"
    path.write_text("schema: 1\nplaces:\n  a: {name: A\n", "utf-8")
    assert main(["place", "add", "Cape Sample", "--country", "AQ"], project) == 1
    told = capsys.readouterr().err
    assert "digests/places.yaml:4:1: not-yaml: This is not valid YAML" in told
    assert "Put that right first: digests/places.yaml was not changed." in told


PAGE = """<!doctype html><html lang="{lang}"><head><title>Front</title><meta property="og:site_name" content="{name}">
<link rel="canonical" href="https://quay.example/news/1"><script type="application/ld+json">{node}</script></head>
<body><article><h1>{words}</h1><p>{words} {words} {words}.</p></article></body></html>"""
OWNER = {"@type": "NewsMediaOrganization", "name": "x", "address": {"@type": "PostalAddress", "addressCountry": "KG"}}
OTHER = {**OWNER, "address": {"addressCountry": {"@type": "Country", "name": "Kazakhstan"}}}
PAGES = [
    ("ru", "Причал", OWNER, "Паром снова пошёл", ["--name-en", "Quay"], ("ru", ["ru"], "KG")),
    ("ru", "Причал", OTHER, "Паром снова пошёл", ["--name-en", "Quay"], ("ru", ["ru"], "KZ")),
    # Two addresses are none; what an editor says and the page does not is not yet checked.
    ("ru", "Причал", [OWNER, OTHER], "Паром снова пошёл", ["--name-en", "Quay"], ("ru", ["ru"], None)),
    # A name in other letters than those of the page may be of any language.
    ("ru", "Quay.example", {}, "Паром снова пошёл", ["--name-language", "en"], ("en", ["ru"], None)),
    ("ru", "Quay.example", {}, "Паром снова пошёл", [], 'in which language "Quay.example" is.'),
    # A template's language that is not that of the text says nothing.
    ("en", "Причал", {}, "Паром снова пошёл", ["--name-en", "Quay"], 'in which language "Причал" is.'),
    ("en", "The Quay", {}, "The ferry goes again", [], ("en", ["en"], None)),
    ("en", "", {}, "The ferry goes again", [], "It is not known what it calls itself. Say so: --name NAME."),
]


@pytest.mark.parametrize(("lang", "name", "node", "words", "more", "wanted"), PAGES)
def test_a_saved_page_says_what_its_outlet_is(
    project: Path, capsys: pytest.CaptureFixture[str], lang: str, name: str, node: object, words: str,
    more: list[str], wanted: object,
) -> None:  # fmt: skip
    pytest.importorskip("trafilatura")
    page = project / "page.html"
    page.write_text(PAGE.format(lang=lang, name=name, node=json.dumps(node), words=words), "utf-8")
    code = main(["outlet", "add", "quay.example", "--page", str(page), *more], project)
    told = capsys.readouterr()
    if isinstance(wanted, str):
        assert (code, wanted in told.err) == (1, True), told.err
        return
    assert code == 0, told.err
    found, _ = parse("", (project / "digests" / "outlets.yaml").read_bytes())
    assert found
    record = next(one for one in found.data["outlets"].values() if one.get("domains") == ["quay.example"])
    tag, languages, country = wanted  # type: ignore[misc] # it is no text
    assert record["name_language"] == tag
    assert record["languages"] == {"value": languages, "basis": "own-page"}
    assert record["country"] == ({"value": country, "basis": "own-page"} if country else "unknown")


def test_a_page_of_another_host_says_nothing(project: Path, capsys: pytest.CaptureFixture[str], apart: None) -> None:
    pytest.importorskip("trafilatura")
    page = project / "page.html"
    page.write_text(PAGE.format(lang="en", name="Q", node="{}", words="The ferry goes"), "utf-8")
    assert main(["outlet", "add", "pier.example", "--page", str(page)], project) == 1
    assert "The page is one of quay.example, and not of pier.example." in capsys.readouterr().err


def test_where_there_is_no_network_the_way_out_is_told(project: Path) -> None:
    pytest.importorskip("trafilatura")

    def nobody(*_: object) -> list[object]:
        raise OSError("no such host")

    parser = argparse.ArgumentParser()
    outlet.add_options(parser)
    options = parser.parse_args(["add", "quay.example"])
    found = Project(project, project / "digests", project / "site", project / "cache")
    with pytest.raises(Refusal) as refused:
        outlet.run(found, options, Guard(lambda _: True, nobody, seconds=1, max_bytes=1000))  # type: ignore[arg-type]
    assert str(refused.value).endswith(
        "\nSave a page of it and name that with --page, or say --name and --name-language."
    )


@each(
    ("typed", "domain", "home"),
    [
        ("kun.example", "kun.example", "https://kun.example/"),
        ("HTTP://WWW.Kun.Example:80/a?b#c", "kun.example", "http://www.kun.example:80/"),
        ("новости.example", "новости.example", "https://новости.example/"),
        ("xn--b1amarcd.example", "xn--b1amarcd.example", "https://xn--b1amarcd.example/"),
        ("quay.substack.com", "quay.substack.com", "https://quay.substack.com/"),
        ("kun.example/page", "kun.example", "https://kun.example/"),
    ],
)
def test_domains_and_addresses(typed: str, domain: str, home: str) -> None:
    found = target_of(typed)
    assert (found.domain, found.home) == (domain, home)
