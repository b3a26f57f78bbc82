"""The groups of the collection: weeks, outlets, stories, topics, countries, languages, and who is cited."""

from invented import changed, collection

from newsdesk.collection import Groups

STRIKE = [
    "strike-ends",
    "strike-in-persian",
    "strike-second-thoughts",
    "strike-in-kyrgyz",
    "strike-in-uzbek",
    "strike-in-russian",
    "strike-called",
]


def ids(groups: Groups) -> dict[str, list[str]]:
    return {name: [entry.id for entry in entries] for name, entries in groups.items()}


def test_weeks_and_outlets_group_all_entries_and_keep_empty_ones() -> None:
    assert ids(collection().by_week) == {
        "2022-W52": [],
        "2022-W43": ["lighthouse-relit"],
        "2022-W42": [
            "forty-voices",
            "tunnel-report-withdrawn",
            "tunnel-closed-in-persian",
            "brackets-everywhere",
            "tunnel-syndicated",
            "lamp-society-statement",
        ],
        "2022-W41": ["gulls-counted", *STRIKE],
        "2022-W39": ["lamp-society-appeal", "ferry-fares-in-kyrgyz", "ferry-fares-agreed", "harbour-figures"],
    }
    assert ids(collection().by_outlet) == {
        "brackets": ["brackets-everywhere", "gulls-counted"],
        "harbour-daily": ["strike-in-uzbek", "harbour-figures"],
        "lamp-society": ["lamp-society-statement", "lamp-society-appeal"],
        "ruznama-tanga": ["tunnel-closed-in-persian", "strike-in-persian"],
        "signal-radio": [],
        "strait-gazette": [
            "forty-voices",
            "strike-second-thoughts",
            "strike-called",
            "lighthouse-relit",
            "ferry-fares-agreed",
        ],
        "tolkun": ["strike-in-kyrgyz", "ferry-fares-in-kyrgyz"],
        "volna": ["tunnel-report-withdrawn", "strike-in-russian"],
        "wharf-wire": ["tunnel-syndicated", "strike-ends"],
    }


def test_stories_and_topics_group_entries_in_each_that_they_name_and_keep_empty_ones() -> None:
    assert ids(collection().by_story) == {
        "bridge-planned": [],
        "ferry-strike-2022": STRIKE,
        "tunnel-closed-2022": [
            "forty-voices",
            "tunnel-report-withdrawn",
            "tunnel-closed-in-persian",
            "tunnel-syndicated",
            "strike-second-thoughts",
        ],
    }
    assert ids(collection().by_topic) == {
        "crossings": [
            "forty-voices",
            "tunnel-report-withdrawn",
            "tunnel-closed-in-persian",
            "tunnel-syndicated",
            "gulls-counted",
            *STRIKE,
            "ferry-fares-in-kyrgyz",
            "ferry-fares-agreed",
            "harbour-figures",
        ],
        "labour": ["gulls-counted", *STRIKE],
        "lights": [
            "forty-voices",
            "brackets-everywhere",
            "lamp-society-statement",
            "lighthouse-relit",
            "lamp-society-appeal",
        ],
        "tides": [],
    }


def test_countries_and_languages_are_those_of_entries() -> None:
    assert ids(collection().by_country) == {
        "CN": ["strike-in-uzbek", "harbour-figures"],
        "IS": [
            "forty-voices",
            "tunnel-report-withdrawn",
            "tunnel-closed-in-persian",
            "tunnel-syndicated",
            "lamp-society-statement",
            *STRIKE,
            "lighthouse-relit",
            "lamp-society-appeal",
            "ferry-fares-in-kyrgyz",
            "ferry-fares-agreed",
        ],
        "KG": ["strike-in-kyrgyz", "strike-called"],
        "MT": ["forty-voices", "tunnel-closed-in-persian", "ferry-fares-agreed", "harbour-figures"],
        "NZ": ["forty-voices", "brackets-everywhere", "gulls-counted"],
    }
    assert ids(collection().by_language) == {
        "ar": ["lamp-society-statement"],
        "en": [
            "forty-voices",
            "brackets-everywhere",
            "tunnel-syndicated",
            "gulls-counted",
            "strike-ends",
            "strike-second-thoughts",
            "strike-called",
            "lighthouse-relit",
            "lamp-society-appeal",
            "ferry-fares-agreed",
        ],
        "fa": ["tunnel-closed-in-persian", "strike-in-persian"],
        "ky": ["strike-in-kyrgyz", "ferry-fares-in-kyrgyz"],
        "ru": ["tunnel-report-withdrawn", "strike-in-russian"],
        "uz-Cyrl": ["strike-in-uzbek"],
        "zh": ["harbour-figures"],
    }


def test_a_story_topic_or_country_named_twice_counts_once() -> None:
    known = changed("strike-called", stories=("bridge-planned",) * 2, topics=("tides",) * 2, countries=("SO",) * 2)
    assert [ids(known.by_story)["bridge-planned"], ids(known.by_topic)["tides"], ids(known.by_country)["SO"]] == [
        ["strike-called"]
    ] * 3


def test_whoever_is_cited_stands_with_every_citation_newest_first() -> None:
    said = collection().by_speaker
    assert {name: [(s.entry.id, str(s.source.cited)) for s in found] for name, found in said.items()} == {
        "bakyt-ulgu": [
            ("gulls-counted", "relayed"),
            ("strike-in-kyrgyz", "mentioned"),
            ("strike-in-kyrgyz", "paraphrased"),
            ("strike-in-uzbek", "mentioned"),
            ("strike-in-russian", "relayed"),
            ("strike-called", "quoted"),
        ],
        "ferry-union": [
            ("strike-ends", "quoted"),
            ("strike-in-kyrgyz", "mentioned"),
            ("strike-in-russian", "quoted"),
            ("strike-called", "paraphrased"),
        ],
        "lamp-society": [("lamp-society-statement", "quoted")],
        "mira-privatova": [("strike-in-russian", "paraphrased"), ("strike-called", "quoted")],
        "nina-unheard": [],
        "ona-primer": [
            ("tunnel-syndicated", "mentioned"),
            ("strike-in-russian", "paraphrased"),
            ("lighthouse-relit", "mentioned"),
            ("ferry-fares-in-kyrgyz", "relayed"),
            ("ferry-fares-agreed", "quoted"),
        ],
        "private-resident": [("lighthouse-relit", "paraphrased")],
        "signal-radio": [("lamp-society-statement", "mentioned"), ("ferry-fares-in-kyrgyz", "mentioned")],
        "tunnel-board": [("strike-called", "mentioned"), ("ferry-fares-agreed", "paraphrased")],
        "volna": [("strike-in-kyrgyz", "paraphrased"), ("strike-in-uzbek", "quoted")],
    }


def test_groups_hold_the_same_records_as_the_whole() -> None:
    known = collection()
    for groups in (known.by_week, known.by_outlet, known.by_language):
        grouped = [entry for entries in groups.values() for entry in entries]
        assert sorted(grouped, key=lambda e: e.id) == sorted(known.entries, key=lambda e: e.id)
        assert all(known.by_id[entry.id] is entry for entry in grouped)
    assert len(known.by_id) == len(known.entries) == 19
