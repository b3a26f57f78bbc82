"""Web Annotations: which words of which page, complete in each line, and never of a page that may not be linked to."""

import json
from dataclasses import replace
from typing import Any

import pytest
from data_files import LAMP, SITE, files, made_of
from invented import changed, collection

from newsdesk.model import Entry, Reference
from newsdesk.views import Page, all_pages

PATH = "data/annotations.jsonl"
SEEN = {"url": "https://gauge.example.com/tides", "accessed": "2022-10-20", "title": "Tides"}
WORDS = {"text": "four ferries were late", "language": "en", "source": "first-hand"}


def lines(made: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (made or files())[PATH].text.splitlines()]


def with_reference(passages: list[dict[str, Any]], context: str = "Boats were late [x].", **more: Any) -> list[Any]:
    reference = Reference.model_validate({**SEEN, "passages": passages, **more})
    known = changed("ferry-fares-agreed", references={"x": reference}, context=context, sources=())
    return [one for one in lines(made_of(known)) if "ferry-fares-agreed" in one["id"]]


def quoted(entry: Entry) -> int:
    return sum(source.quote is not None for source in entry.sources)


def test_each_quotation_of_a_page_that_may_be_linked_to_is_one() -> None:
    known = collection()
    wanted = {
        entry.id: quoted(entry)
        for entry in known.entries
        if entry.url and not entry.withdrawn and known.may_link(entry.url, entry.outlet) and quoted(entry)
    }
    found = [one for one in lines() if "#quotation-" in one["id"]]
    assert sum(wanted.values()) > 5
    assert {name: sum(f"/{name}/#" in one["id"] for one in found) for name in wanted} == wanted
    assert len(found) == sum(wanted.values())
    assert len({one["id"] for one in lines()}) == len(lines())


def test_each_is_complete_in_itself() -> None:
    texts = {source.quote.text for entry in collection().entries for source in entry.sources if source.quote}
    for one in lines():
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert (one["type"], one["motivation"]) == ("Annotation", "describing")
        assert one["id"].startswith(SITE)
        assert one["created"] <= one["modified"]
        assert {(body["type"], body["format"]) for body in one["body"]} == {("TextualBody", "text/plain")}
        for target in one["target"]:
            assert target["source"]["id"].startswith("http")
            assert target["selector"]["type"] == "TextQuoteSelector"
            assert any(target["selector"]["exact"] in text for text in texts)


def test_a_designated_publisher_and_what_was_withdrawn_have_none() -> None:
    said = files()[PATH].text
    assert "lamp-society-statement" not in said
    assert "tunnel-report-withdrawn" not in said
    assert not [host for host in LAMP if host in said]


def test_parts_of_a_quotation_are_marked_each() -> None:
    (first, *_) = collection().by_id["ferry-fares-agreed"].sources
    quote = {"text": "Fares fall … from May", "language": "en"}
    source = type(first).model_validate({**first.model_dump(), "quote": quote, "cited": "quoted"})
    found = lines(made_of(changed("ferry-fares-agreed", sources=(source,))))
    (one,) = [one for one in found if one["id"].endswith("ferry-fares-agreed/#quotation-1")]
    assert [target["selector"]["exact"] for target in one["target"]] == ["Fares fall", "from May"]


@pytest.mark.parametrize("stance", ["supports", "disputes"])
def test_a_passage_says_what_it_is_to_the_sentence(stance: str) -> None:
    (one,) = with_reference(
        [{**WORDS, "stance": stance}],
        "Boats were late [x]. Nobody was hurt [y].",
        archive_url="https://web.archive.org/web/20221021000000/https://gauge.example.com/tides",
    )
    assert one["id"] == f"{SITE}2022/w39/ferry-fares-agreed/#x-passage-1"
    assert [(body["purpose"], body["value"]) for body in one["body"]][-2:] == [
        ("assessing", stance),
        ("describing", "Boats were late."),
    ]
    assert one["target"] == [
        {
            "type": "SpecificResource",
            "source": {"id": SEEN["url"], "type": "Text", "language": "en"},
            "selector": {"type": "TextQuoteSelector", "exact": WORDS["text"]},
            "state": {
                "type": "TimeState",
                "sourceDate": "2022-10-20T00:00:00Z",
                "cached": "https://web.archive.org/web/20221021000000/https://gauge.example.com/tides",
            },
        }
    ]


def test_a_translation_says_whose_it_is() -> None:
    passage = {**WORDS, "text": "четыре парома", "language": "ru", "stance": "supports"}
    (one,) = with_reference([{**passage, "translation": {"text": "four ferries", "by": "machine"}}])
    assert one["body"][-1]["value"] == "“four ferries” (machine translation)."
    assert one["target"][0]["source"]["language"] == "ru"


def test_silence_is_no_passage_and_a_page_under_the_policy_has_none() -> None:
    assert with_reference([{"stance": "does-not-say"}]) == []
    restricted = sorted(collection().restricted)[0]
    assert with_reference([{**WORDS, "stance": "supports"}], outlet=restricted) == []
    gone = {"url": None, "title": None, "accessed": None, "entry": "tunnel-report-withdrawn"}
    assert with_reference([{**WORDS, "stance": "supports"}], **gone) == []


def test_each_leads_to_its_words_on_its_page() -> None:
    passage = {**WORDS, "stance": "supports"}
    story, outlet = collection().stories["ferry-strike-2022"], collection().outlets["strait-gazette"]
    known = collection()
    for kind, record in (("stories", story), ("outlets", outlet)):
        name, reference = next((name, one) for name, one in record.references.items() if one.url)
        said = Reference.model_validate({**reference.model_dump(), "passages": [passage]})
        more = record.model_copy(update={"references": {**record.references, name: said}})
        known = replace(known, **{kind: {**getattr(known, kind), record.id: more}}, memo={})
    found = lines(made_of(known))
    shown = {one.path: one.content for one in all_pages(known) if isinstance(one, Page)}
    ids = [one["id"].removeprefix(SITE) for one in found]
    assert any(id.startswith("stories/") for id in ids)
    assert any(id.startswith("outlets/") for id in ids)
    for id in ids:
        path, _, anchor = id.partition("#")
        assert shown[path].count(f'id="{anchor}"') == 1, id
