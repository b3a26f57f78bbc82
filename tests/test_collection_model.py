"""The collection: order, leads, corrections, and what the policy on designations restricts."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from invented import changed, collection
from makers import collection as files
from makers import draft_of, fields_of
from tables import each

from newsdesk.check import Draft
from newsdesk.collection import Collection
from newsdesk.model import Designation, DesignationKind, Edtf
from newsdesk.model.settings import DesignationPolicy, Extra, Settings

EMPTY = Settings(site_name="Sample")


def policy(*kinds: str, countries: tuple[str, ...] = ()) -> Settings:
    rule = {"kinds": kinds, "countries": countries, "links": "text", "reason": "A reason."}
    return Settings(site_name="Sample", extra=Extra(designations=(DesignationPolicy.model_validate(rule),)))


def act(kind: str, country: str = "IS", **fields: Any) -> str:
    """One designation, as YAML in one line."""
    more = "".join(f", {name}: {value}" for name, value in fields.items())
    return f"{{authority: A court, country: {country}, kind: {kind}, wording: Said so., date: 2020, refs: [r]{more}}}"


def designated(*acts: str, domains: str = "lantern.example") -> Draft:
    """The small collection of `makers`, with acts against its first outlet."""
    texts = files()
    old = "    domains: [lantern.example]\n"
    assert old in texts["outlets.yaml"]
    new = f"    domains: [{domains}]\n    designations: [{', '.join(acts)}]\n"
    return draft_of({**texts, "outlets.yaml": texts["outlets.yaml"].replace(old, new)})


def test_entries_stand_newest_first_whatever_their_precision() -> None:
    assert [(str(entry.published), entry.id) for entry in collection().entries] == [
        ("2022-10-22", "forty-voices"),
        ("2022-10-21", "tunnel-report-withdrawn"),
        ("2022-10-20/2022-10-23", "tunnel-closed-in-persian"),
        ("2022-10-20~", "brackets-everywhere"),
        ("2022-10-19", "tunnel-syndicated"),
        ("2022-10-18", "lamp-society-statement"),
        ("2022-10-15", "gulls-counted"),
        ("2022-10-14", "strike-ends"),
        ("2022-10-14", "strike-in-persian"),
        ("2022-10-13", "strike-second-thoughts"),
        ("2022-10-12", "strike-in-kyrgyz"),
        ("2022-10-12", "strike-in-uzbek"),
        ("2022-10-11", "strike-in-russian"),
        ("2022-10-10", "strike-called"),
        ("2022-10", "lighthouse-relit"),
        ("2022-10-01", "lamp-society-appeal"),
        ("2022-09-30", "ferry-fares-in-kyrgyz"),
        ("2022-09-28", "ferry-fares-agreed"),
        ("2022-09", "harbour-figures"),
    ]


def test_entries_of_one_date_stand_by_id_however_the_files_came() -> None:
    texts = files()
    for name in ("beta", "alpha", "gamma"):
        texts[f"2022-W42/{name}.yaml"] = fields_of({"url": f"https://lantern.example/{name}"})
    for order in (texts, dict(reversed(texts.items()))):
        known = Collection.of(draft_of(order), EMPTY)
        assert [entry.id for entry in known.entries] == ["alpha", "beta", "gamma", "swans-counted"]


def test_weeks_stand_newest_first_and_registers_by_id() -> None:
    known = collection()
    weeks = ["2022-W52", "2022-W43", "2022-W42", "2022-W41", "2022-W39"]
    assert list(known.digests) == list(known.by_week) == weeks
    for register in (known.outlets, known.people, known.places, known.stories, known.topics):
        assert list(register) == sorted(register)
    assert [len(r) for r in (known.outlets, known.people, known.places, known.stories, known.topics)] == [9, 7, 2, 3, 4]


def test_nothing_in_the_collection_can_be_changed() -> None:
    known = collection()
    for group in (
        known.digests,
        known.outlets,
        known.people,
        known.places,
        known.stories,
        known.topics,
        known.by_id,
        known.by_week,
        known.by_outlet,
        known.by_story,
        known.by_topic,
        known.by_country,
        known.by_language,
        known.by_speaker,
        known.restricted,
    ):
        assert isinstance(group, MappingProxyType)
    with pytest.raises(AttributeError):
        known.entries = ()  # type: ignore[misc]


@each(
    ("week", "lead"),
    [
        ("2022-W42", "forty-voices"),  # named
        ("2022-W43", "lighthouse-relit"),
        ("2022-W41", "strike-ends"),  # the newest that stands, the first by id of its day
        ("2022-W39", "ferry-fares-in-kyrgyz"),
        ("2022-W52", None),
    ],
)
def test_a_digest_is_led_by_the_entry_it_names_or_the_newest_that_stands(week: str, lead: str | None) -> None:
    found = collection().lead(week)
    assert (found.id if found else None) == lead


def test_a_withdrawn_entry_leads_only_where_it_is_named_or_nothing_else_stands() -> None:
    withdrawn = collection().by_id["gulls-counted"].corrections
    for entry, week in (("forty-voices", "2022-W42"), ("lighthouse-relit", "2022-W43")):
        found = changed(entry, corrections=withdrawn).lead(week)
        assert found
        assert (found.id, bool(found.withdrawn)) == (entry, True)


def test_corrections_stand_newest_first_and_later_ones_of_a_day_before_earlier_ones() -> None:
    assert [(made.name, str(made.correction.date), str(made.correction.kind)) for made in collection().corrections] == [
        ("lighthouse-relit", "2022-11-05", "material"),
        ("gulls-counted", "2022-11-03", "withdrawn"),
        ("lighthouse-relit", "2022-11-03", "minor"),
        ("lamp-society-appeal", "2022-11-02", "withdrawn"),
        ("tunnel-report-withdrawn", "2022-11-01", "withdrawn"),
        ("brackets-everywhere", "2022-11-01", "material"),
        ("lamp-society-appeal", "2022-10-10", "material"),
        ("ferry-fares-agreed", "2022-10-03", "minor"),
    ]
    first, last = collection().by_id["lighthouse-relit"].corrections
    known = changed("lighthouse-relit", corrections=(first, last.model_copy(update={"date": first.date})))
    assert [str(made.correction.kind) for made in known.corrections if made.name == "lighthouse-relit"] == [
        "material",
        "minor",
    ]


def test_languages_stand_by_how_often_they_occur_then_by_code() -> None:
    assert collection().languages == ("en", "fa", "ky", "ru", "ar", "uz-Cyrl", "zh")


@each(
    ("settings", "acts", "restricts"),
    [
        (EMPTY, [act("terrorist")], []),
        (policy("terrorist"), [], []),
        (policy("terrorist"), [act("terrorist")], ["terrorist"]),
        (policy("terrorist"), [act("extremist"), act("blocked"), act("banned")], []),
        (policy("terrorist", "extremist"), [act("extremist"), act("blocked")], ["extremist"]),
        (policy("terrorist"), [act("terrorist"), act("terrorist", "MT")], ["terrorist", "terrorist"]),
        (policy("terrorist", countries=("MT",)), [act("terrorist")], []),
        (policy("terrorist", countries=("MT", "IS")), [act("terrorist"), act("terrorist", "NZ")], ["terrorist"]),
        (policy("blocked"), [act("blocked")], ["blocked"]),
        (policy("terrorist"), [act("terrorist", ended="2021-03")], []),
        (policy("terrorist"), [act("terrorist", ended="2021-03"), act("terrorist", "MT")], ["terrorist"]),
    ],
)
def test_acts_in_force_of_the_kinds_and_countries_of_the_policy_restrict(
    settings: Settings, acts: list[str], restricts: list[str]
) -> None:
    known = Collection.of(designated(*acts), settings)
    assert [str(found.kind) for found in known.restricted.get("lantern", ())] == restricts
    assert "beacon" not in known.restricted
    assert known.may_link("https://lantern.example/swans") == (not restricts)


def test_one_of_several_policies_is_enough() -> None:
    first, second = policy("terrorist", countries=("MT",)), policy("blocked")
    both = Extra(designations=first.extra.designations + second.extra.designations)
    known = Collection.of(designated(act("terrorist"), act("blocked")), Settings(site_name="Sample", extra=both))
    assert known.restricted == {
        "lantern": (
            Designation(
                authority="A court",
                country="IS",
                kind=DesignationKind.BLOCKED,
                wording="Said so.",
                date=Edtf.parse("2020"),
                refs=("r",),
            ),
        )
    }


@each(
    ("address", "publisher", "may"),
    [
        ("https://lantern.example/", None, False),
        ("http://lantern.example:8080/a?b=c#d", None, False),
        ("https://www.lantern.example/swans", None, False),
        ("https://deep.press.lantern.example/swans", None, False),
        ("https://LANTERN.Example/swans", None, False),
        ("https://lantern.example./swans", None, False),
        ("https://mirror.sample.net/", None, False),
        ("https://sample.net/", None, True),
        ("https://other.sample.net/", None, True),
        ("https://notlantern.example/", None, True),
        ("https://lantern.example.org/", None, True),
        ("https://example.org/?from=lantern.example", None, True),
        ("https://example.org/lantern.example/", "beacon", True),
        ("https://beacon.example/", "beacon", True),
        ("https://example.org/anywhere", "lantern", False),
    ],
)
def test_no_page_may_link_to_a_restricted_publisher_its_hosts_or_those_below_them(
    address: str, publisher: str | None, may: bool
) -> None:
    draft = designated(act("terrorist"), domains="lantern.example, mirror.sample.net")
    known = Collection.of(draft, policy("terrorist"))
    assert known.may_link(address, publisher) is may
    assert Collection.of(draft, EMPTY).may_link(address, publisher)


def test_a_collection_of_nothing_is_empty() -> None:
    known = Collection.of(Draft(), EMPTY)
    assert (known.entries, known.corrections, known.languages, dict(known.by_week), dict(known.restricted)) == (
        (),
        (),
        (),
        {},
        {},
    )
    assert known.may_link("https://example.org/")


@each(
    ("domains", "home", "address", "allowed"),
    [
        ("www.lamp.example", "https://other.example/", "https://lamp.example/1", False),
        ("other.example", "https://www.lamp.example/", "https://lamp.example/1", False),
        ("пример.рф", "https://other.example/", "https://xn--e1afmkfd.xn--p1ai/1", False),
        ("xn--e1afmkfd.xn--p1ai", "https://other.example/", "https://www.пример.рф./1", False),
        ("lamp.example", "https://other.example/", "https://archive.example/2022/https://news.lamp.example/1", False),
        ("lamp.example", "https://other.example/", "https://archive.example/?u=https%3A%2F%2Flamp.example%2F1", False),
        ("lamp.example", "https://other.example/", "https://archive.example/2022/https://third.example/1", True),
        ("lamp.example", "https://other.example/", "https://third.example/lamp.example", True),
    ],
)
def test_no_spelling_of_an_address_slips_past_the_policy(domains: str, home: str, address: str, allowed: bool) -> None:
    draft = designated(act("terrorist"), domains=domains)
    outlet = draft.outlets["lantern"]
    record = outlet.record.model_copy(update={"home": outlet.record.home.model_copy(update={"value": home})})
    draft.outlets["lantern"] = replace(outlet, record=record)
    known = Collection.of(draft, policy("terrorist"))
    assert known.may_link(address) is allowed
    assert known.may_link_archive("https://archive.example/2022/https://lamp.example/1")
