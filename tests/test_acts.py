"""Acts against publishers on two levels: one takes links away, the other says where sharing may be punishable."""

import json
from dataclasses import replace
from typing import Any

import pytest
from invented import checked, page_of, parsed
from pydantic import ValidationError
from tables import each

from newsdesk.check.shape import shape
from newsdesk.collection import Collection
from newsdesk.interface import Words
from newsdesk.load.config import parse_config
from newsdesk.model import Designation, Place, Reference
from newsdesk.model.addresses import entry_path
from newsdesk.model.settings import DesignationPolicy, Settings
from newsdesk.views import all_pages
from newsdesk.views.data.published import entry_json, outlet_json
from newsdesk.views.editions import email, markdown, plain
from newsdesk.views.search.records import search_records
from newsdesk.views.setting.codes import country_name

OUTLET = "strait-gazette"
KEEP = {"kinds": ["undesirable", "extremist-materials"], "links": "keep"}
TEXT = {"kinds": ["terrorist"], "links": "text", "reason": "Reading may be punishable."}


def act(kind: str, country: str, date: str | None, **more: Any) -> Designation:
    fields = {"authority": "Some Court", "country": country, "kind": kind, "wording": "x", "date": date, "refs": ["a"]}
    return Designation.model_validate({**fields, **more})


def with_acts(*acts: Designation, policies: tuple[dict[str, Any], ...] = (KEEP, TEXT)) -> Collection:
    """The invented collection, one of whose publishers has these acts against it."""
    draft, settings = checked()
    item = draft.outlets[OUTLET]
    new = replace(
        item,
        record=item.record.model_copy(
            update={"designations": acts, "references": {**item.record.references, **REFERENCES}}
        ),
    )
    policy = tuple(map(DesignationPolicy.model_validate, policies))
    extra = settings.extra.model_copy(update={"designations": policy})
    return Collection.of(
        replace(draft, outlets={**draft.outlets, OUTLET: new}), settings.model_copy(update={"extra": extra})
    )


REFERENCES = {"a": Reference.model_validate({"url": "https://court.example/a"})}
SHORT = (
    "Sharing may be punishable in Russia and the United Kingdom. Strait Gazette is declared an undesirable organisation"
    " in Russia since February 2003 and the United Kingdom since January 2024."
)
ACTS = (
    act("undesirable", "RU", "2003-02"), act("undesirable", "RU", "2010"), act("undesirable", "GB", "2024-01"),
    act("blocked", "DE", "2001"), act("undesirable", "FR", "2001", ended="2002"),
)  # fmt: skip


def test_the_short_notice_stands_everywhere_and_links_stay() -> None:
    known = with_acts(*ACTS)
    assert known.warned.keys() == {OUTLET}
    assert OUTLET not in known.restricted
    pages = {page.path: page for page in all_pages(known)}
    entry = next(entry for entry in known.by_outlet[OUTLET] if entry.url and not entry.withdrawn)
    page = parsed(str(pages[entry_path(entry)].content))
    told = page.every("p", **{"class": "nd-notice nd-notice--sharing"})
    assert [notice.text for notice in told] == [f"{SHORT} Each act, with its authority, date and reference."]
    assert entry.url in [link.attrs.get("href") for link in page.every("a")]
    assert SHORT in parsed(str(pages[f"outlets/{OUTLET}/"].content)).text
    assert any(SHORT in notice for notice in json.loads(entry_json(known, entry))["notices"])
    assert any(SHORT in notice for notice in json.loads(outlet_json(known, known.outlets[OUTLET]))["notices"])
    for text in (plain(known, entry.week), markdown(known, entry.week), email(known, entry.week)):
        assert "Sharing may be punishable in Russia" in " ".join(text.replace("=\n", "").split())
    assert SHORT in str(pages["feeds/entries.json"].content)
    for path in (f"{entry.week[:4]}/w{entry.week[6:]}/", f"topics/{entry.topics[0]}/"):
        assert "Sharing may be punishable in Russia and the United Kingdom." in str(pages[path].content), path
    assert "Sharing may be punishable in Russia and the United Kingdom." in str(pages["corrections/"].content)
    records = {record.path: dict(record.shown) for record in search_records(known)}
    assert "Sharing may be punishable in Russia" in " ".join(records[entry_path(entry)].values())


@each(
    ("acts", "policies", "restricted", "warned"),
    [
        ((act("terrorist", "RU", "2003"), act("undesirable", "RU", "2003")), (KEEP, TEXT), True, True),
        ((act("extremist-materials", "KG", "2025-10-27"),), (KEEP, TEXT), False, True),
        ((act("extremist-materials", "KG", "2025-10-27"),), (TEXT,), False, False),
        ((act("undesirable", "RU", "2003"),), ({**KEEP, "countries": ["KG"]}, TEXT), False, False),
        ((act("undesirable", "RU", "2003", ended="2004"),), (KEEP, TEXT), False, False),
        ((act("suspended", "DE", "2022-03-02"), act("blocked", "DE", None)), (KEEP, TEXT), False, False),
    ],
)
def test_which_acts_lead_to_which_level(
    acts: tuple[Designation, ...], policies: tuple[dict[str, Any], ...], restricted: bool, warned: bool
) -> None:
    known = with_acts(*acts, policies=policies)
    assert (OUTLET in known.restricted, OUTLET in known.warned) == (restricted, warned)
    entry = next(entry for entry in known.by_outlet[OUTLET] if not entry.withdrawn)
    page = page_of(known, entry_path(entry))
    kinds = {kind for kind in ("designation", "sharing") if f"nd-notice--{kind}" in str(page.content)}
    # Under both levels the longer notice stands alone.
    assert kinds == ({"designation"} if restricted else {"sharing"} if warned else set())


@each(
    ("policy", "rule", "message", "hint"),
    [
        ("{kinds: [undesirable], links: text}", "missing-field", '"reason" is missing.',
         'Add "reason: …": One or two sentences for the reader.'),
        ("{kinds: [undesirabel], links: keep}", "unknown-term", '"undesirabel" is not a term of "kinds".',
         'Did you mean "undesirable"?'),
        ("{kinds: [extremist-material], links: keep}", "unknown-term", '"extremist-material" is not a term of "kinds".',
         'Did you mean "extremist-materials"?'),
        ("{kinds: [undesirable], links: kept}", "unknown-term", '"kept" is not a term of "links".',
         'Did you mean "keep"?'),
        ("{kinds: [], links: keep}", "empty-field", '"kinds" is empty.', "Write at least one."),
    ],
)  # fmt: skip
def test_a_policy_with_a_fault_has_its_message(policy: str, rule: str, message: str, hint: str) -> None:
    document, _ = parse_config("mkdocs.yml", f"site_name: x\nextra:\n  designations:\n    - {policy}\n".encode())
    assert document
    _, problems = shape(Settings, document)
    assert [(p.line, p.rule, p.message, p.hint) for p in problems] == [(4, rule, message, hint)]


def test_links_that_stay_need_no_reason() -> None:
    text = "site_name: x\nextra:\n  designations:\n    - {kinds: [undesirable], links: keep}\n"
    document, _ = parse_config("mkdocs.yml", text.encode())
    assert document
    assert shape(Settings, document)[1] == []


def test_the_european_union_is_an_authority_that_every_language_names() -> None:
    """ISO 3166-1 reserves EU and CLDR names it: no collection has to make a code up."""
    union = act("undesirable", "EU", "2024-01")
    known = with_acts(union, policies=({**KEEP, "countries": ["EU"]}, TEXT))
    published = json.loads(outlet_json(known, known.outlets[OUTLET]))
    said = "Strait Gazette is declared an undesirable organisation in the European Union since January 2024."
    assert any(said in notice for notice in published["notices"])
    assert published["designations"][0]["country"] == "EU"
    for language, name in (("en", "European Union"), ("ru", "Европейский союз"), ("fr", "Union européenne")):
        assert country_name(Words(language), "EU") == name
    # Where a country is meant and not an authority, it stays refused.
    with pytest.raises(ValidationError, match='"EU" is not a country'):
        Place.model_validate({"id": "x", "name": "X", "country": "EU"})
