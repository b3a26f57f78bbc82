"""The balance of sides on invented stories: mirrored ones show nothing, others what was built into them."""

import json
import re
from collections.abc import Callable
from math import isclose
from pathlib import Path

import effort
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import CONTEXT, ENTRY, PLACES, STORIES, draft_of, entry, write_tree
from makers import collection as files
from tables import each

from newsdesk.cli import main
from newsdesk.collection import Collection
from newsdesk.collection.balance import Balance, Scope, balance_of, names_in, scope_of
from newsdesk.collection.balance.chances import corrected, interval, of_counts, of_shares
from newsdesk.collection.balance.memory import Memory
from newsdesk.model.settings import Settings
from newsdesk.views.pictures.balance import as_data, as_text
from newsdesk.views.pictures.sides import Sides, sides_of

CONFIG = "site_name: Swans\nextra:\n  countries:\n    XA: [Arland, Arlandic]\n    XB: [Bermark, Bermarkian]\n"
PEOPLE = """\
schema: 1
people:
  toral: {kind: person, name: Vesna Toral, country: XA}
  brandt: {kind: person, name: Olf Brandt, country: XB}
"""
LONG = "The report is of the river, of its many swans, and of all the people who live beside it with their boats."
# What is told of one side, {a}, by {who}, and of the other.
FAIR = [
    ("{a} said on Monday that {b} blamed the weather.", "named", "official"),
    ("{A} officials counted 12 dead and {B} officials 13.", "named", "official"),
    ("{b} was accused by {a}, which rejected an offer.", "described", "resident"),
]
SIDES = {"a": "Arland", "A": "Arlandic", "who": "toral"}, {"a": "Bermark", "A": "Bermarkian", "who": "brandt"}


def source(who: str, identified: str, actor: str) -> str:
    return (
        f"{{name: {who} {identified}, who: {who}, actor: {actor}, identified: {identified}, cited: quoted,"
        " says: That the river rose.}"
    )


def told(first: dict[str, str], other: dict[str, str], number: int) -> tuple[str, str]:
    """The summary and the sources of an entry that lets one side go first."""
    text, identified, actor = FAIR[number % len(FAIR)]
    summary = text.format(a=first["a"], A=first["A"], b=other["a"], B=other["A"])
    return f"{LONG} {summary}", source(first["who"], identified, actor)


def collection(entries: list[tuple[str, str]], **changed: str) -> dict[str, str]:
    made = {**files(), "people.yaml": PEOPLE, **changed}
    del made[ENTRY]
    made["2022-W42/_digest.yaml"] = "schema: 1\nstatus: draft\n"
    for number, (summary, sources) in enumerate(entries):
        name = f"2022-W42/e{number:03}.yaml"
        made[name] = entry(summary=summary, sources=f"[{sources}]", context=CONTEXT, url=f"https://l.example/{number}")
    return made


def mirrored(count: int) -> dict[str, str]:
    pairs = [(SIDES, SIDES[::-1])[number % 2] for number in range(count)]
    return collection([told(*pair, number // 2) for number, pair in enumerate(pairs)])


def lopsided(count: int) -> dict[str, str]:
    """Arland goes first with an official by name; Bermark blames, and stands second without names."""
    text = f"{LONG} Arland said so. Arland said that Bermark has 41 dead. Arland met Bermark. Bermark blamed Arland."
    ours, theirs = source("toral", "named", "official"), source("brandt", "described", "resident")
    return collection([(text, f"{ours}, {theirs}")] * count)


def balance(made: dict[str, str], *, settings: Settings | None = None) -> tuple[Collection, Balance]:
    countries = {"XA": ("Arland", "Arlandic"), "XB": ("Bermark", "Bermarkian")}
    known = Collection.of(
        draft_of(made), settings or Settings.model_validate({"site_name": "S", "extra": {"countries": countries}})
    )
    return known, balance_of(known, scope_of(known), names_in(known))


def pointed_out(found: Balance) -> set[tuple[str, str]]:
    return {(one.measure, one.value) for one in found.differences}


@pytest.mark.parametrize("count", [6, 24, 96])
def test_mirrored_sides_differ_in_nothing(count: int) -> None:
    known, found = balance(mirrored(count))
    assert found.sides[:2] == ["XA", "XB"]
    assert found.identified["XA"].whole == found.identified["XB"].whole == count // 2
    assert found.verbs["XA"].whole == found.verbs["XB"].whole > 0
    assert found.differences == []
    assert "Nothing differs by more than chance would make it" in as_text(known, found)


def test_what_was_built_into_a_story_is_pointed_out() -> None:
    known, found = balance(lopsided(40))
    assert pointed_out(found) >= {
        ("first in sentences", ""), ("first in summaries", ""), ("sources that speak", "described"),
        ("sources that speak", "official"), ("verbs", "charges"),
    }  # fmt: skip
    data = as_data(known, found, {"story": None, "week": None})["balance"]
    assert data["sides"]["XA"]["name"] == "Arland"
    assert data["sides"]["XB"]["verbs_by_lemma"]["values"]["charges blame"]["count"] == 40
    assert data["sides"]["XB"]["verbs_by_lemma"]["values"]["charges blame"]["entries"]["e000"] == 1
    assert {one["measure"] for one in data["asymmetries"]} >= {"verbs"}
    first = {one["place"]: one for one in data["first"]}
    assert (first["sentences"]["sides"], first["sentences"]["counts"]) == (["XA", "XB"], [80, 40])


def test_too_few_cases_show_nothing() -> None:
    known, found = balance(lopsided(1))
    assert (found.compared, found.differences) == (0, [])
    assert "%" not in as_text(known, found).partition("Who speaks")[2]


def test_names_of_countries_may_come_from_places_and_people_alone() -> None:
    places = (
        PLACES + "  arland: {name: Arland, country: XA, aliases: [Arlandic]}\n  bermark: {name: Bermark, country: XB}\n"
    )
    made = {**lopsided(20), "places.yaml": places}
    _, found = balance(made, settings=Settings(site_name="S"))
    assert found.verbs["XB"].count("charges blame") == 20
    assert ("verbs", "charges") in pointed_out(found)


def test_accounts_count_by_who_gives_them_or_by_what_they_are_called() -> None:
    account = "{{by: {by}, says: So, refs: [notice]{who}}}"
    ours, theirs = (
        account.format(by="Vesna Toral", who=", who: toral"),
        account.format(by="Ministry of Bermark", who=""),
    )
    disputes = "".join(f"      - {{question: Who? {n}, accounts: [{ours}, {theirs}]}}\n" for n in range(6))
    stories = STORIES.replace("    references:", f"    disputed:\n{disputes}    references:")
    _, found = balance(collection([told(*SIDES, 0)], **{"stories.yaml": stories}))
    assert found.first["XA", "XB"]["accounts"].found == {"XA": {"story:swan-count": 6}}
    assert ("first in accounts", "") in pointed_out(found)


def test_what_is_withdrawn_or_elsewhere_does_not_count() -> None:
    known, _ = balance(mirrored(6))
    assert len(scope_of(known).entries) == len(scope_of(known, "swan-count").entries) == 6
    assert len(scope_of(known, week="2022-W42").entries) == 6
    gone = "[{date: 2022-10-24, kind: withdrawn, why: Wrong.}]"
    made = mirrored(6)
    made["2022-W42/e000.yaml"] += f"corrections: {gone}\n"
    known, found = balance(made)
    assert found.entries == len(scope_of(known).entries) == 5


def run(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    code = main(["stats", *options], root)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tree(tmp_path, lopsided(6))
    code, out, _ = run(tmp_path, capsys, "--balance", "--format", "json", "--story", "swan-count")
    data = json.loads(out)["balance"]
    assert (code, data["scope"], data["entries"]) == (0, {"story": "swan-count", "week": None}, 6)
    code, out, _ = run(tmp_path, capsys, "--balance", "--week", "2022-W42")
    assert (code, out.splitlines()[0]) == (0, "Balance of 6 entries with 12 sources, 0 of which have no side.")
    assert "Arland " in out
    assert "Bermark " in out


WRONG = [
    (("--balance", "--story", "swan-cuont"), 'There is no "swan-cuont". Did you mean "swan-count"?'),
    (("--balance", "--week", "2022-W43"), 'There is no "2022-W43". Did you mean "2022-W42"?'),
    (("--story", "swan-count"), "--story and --week go with --balance."),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_wrong_usage(
    options: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, lopsided(1))
    code, out, err = run(tmp_path, capsys, *options)
    assert (code, out) == (2, "")
    assert message in err


# Values that tables and other programs give for these.
KNOWN: list[tuple[Callable[..., float], tuple[int, ...], float]] = [
    (of_shares, (3, 4, 1, 4), 0.48571),
    (of_shares, (8, 10, 1, 6), 0.03497),
    (of_shares, (5, 10, 5, 10), 1.0),
    (of_counts, (9, 1), 0.02148),
    (of_counts, (5, 5), 1.0),
    (of_counts, (0, 5), 0.0625),
    (of_counts, (4000, 4000), 1.0),
    (of_counts, (4000, 4200), 0.027972),
    (of_counts, (500_000, 502_000), 0.045825),
]


@each(("test", "counts", "expected"), KNOWN)
def test_chances(test: Callable[..., float], counts: tuple[int, ...], expected: float) -> None:
    assert isclose(test(*counts), expected, rel_tol=1e-3)


def test_intervals_and_corrections() -> None:
    assert [round(end, 4) for end in interval(0, 10)] == [0.0, 0.2775]
    assert [round(end, 4) for end in interval(5, 10)] == [0.2366, 0.7634]
    assert interval(0, 0) == (0.0, 1.0)
    assert [round(chance, 6) for chance in corrected([0.01, 0.04, 0.03])] == [0.03, 0.06, 0.06]
    assert corrected([]) == []


def test_pages_show_whose_sources_speak_and_lead_to_the_entries() -> None:
    known, _ = balance(lopsided(20))
    shown = sides_of(known, known.entries, known.stories["swan-count"])
    assert shown is not None
    assert [(side.name, side.count) for side in shown.sides] == [("Arland", 20), ("Bermark", 20)]
    heading, (figure, *_) = shown.sides[1].groups[0]
    assert (heading, figure.label, figure.count, figure.between) == (
        "How they are identified", "described, not named", 20, "84–100 %",
    )  # fmt: skip
    assert [re.findall(r"([^/]+)/#sources", link) for link in figure.entries] == [[one.id] for one in known.entries]
    assert "official: Arland 20 of 20, Bermark 0 of 20." in shown.differences
    assert sides_of(known, known.entries) == Sides(shown.sides, []), "what differs is told of a story alone"


def test_pages_of_one_side_show_none() -> None:
    known, _ = balance(collection([told(*SIDES, 0)] * 6))
    assert sides_of(known, known.entries, known.stories["swan-count"]) is None


def test_mirrored_sides_differ_in_nothing_on_pages() -> None:
    known, _ = balance(mirrored(24))
    shown = sides_of(known, known.entries, known.stories["swan-count"])
    assert shown is not None
    assert shown.differences == []


MORE = st.sampled_from(
    [
        "",
        "  lund: {kind: person, name: Mara Lund, country: XB}\n",
        "  lund: {kind: person, name: Mara Lund, country: XA}\n",
        "  swans: {kind: person, name: Swan, country: XA}\n",
    ]
)
TEXTS = st.sampled_from(
    [
        *(text.format(a="Arland", A="Arlandic", b="Bermark", B="Bermarkian") for text, *_ in FAIR),
        "Mara Lund said that Bermark has 41 dead. Arland blamed Mara Lund's office.",
        "A Swan rejected what Arland said; the *Lund*ish side said nothing.",
    ]
)


@effort.examples(0.2)
@given(looks=st.lists(st.tuples(MORE, st.lists(TEXTS, min_size=1, max_size=3)), min_size=2, max_size=4))
def test_what_is_counted_again_is_what_is_counted_anew(looks: list[tuple[str, list[str]]]) -> None:
    memory = Memory()
    for people, texts in looks:
        entries = [(f"{LONG} {text}", source("toral", "named", "official")) for text in texts]
        made = collection(entries, **{"people.yaml": PEOPLE + people})
        known, fresh = balance(made)
        digests = {path: str(hash(text)) for path, text in made.items()}
        found = balance_of(known, scope_of(known), memory.follow(known, digests), memory)
        assert found == fresh
        # Taken out and counted again, all or some of it, it is the same.
        scope = scope_of(known)
        some = {scope.entries[0].id} if len(texts) == 1 else {*found.places}
        found.forget(some)
        assert found.entries == len(scope.entries) - len(some - {one for one in some if ":" in one})
        left = Scope([one for one in scope.entries if one.id in some], scope.stories if len(texts) > 1 else ())
        found.take(known, left, memory.follow(known, digests), memory)
        assert found == fresh == Balance.again(json.loads(json.dumps(fresh.plain())))
        # What the next desk finds is the same, as JSON has it.
        kept = json.loads(json.dumps(memory.plain(known.by_id)))
        again = Memory.again(kept)
        names = again.follow(known, digests)
        assert balance_of(known, scope_of(known), names, again) == fresh
        assert again.fresh <= len(known.stories), "nothing of entries is read twice"
        memory = again if len(texts) == 2 else memory
