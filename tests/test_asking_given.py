"""What programs ask with: each value is taken as it was meant or refused with what there is, and nothing is absent."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from data_files import SITE, files
from invented import checked, collection, pages

from newsdesk.asking import Database, NotFound, opened
from newsdesk.asking.answers import Answers
from newsdesk.asking.given import TERMS
from newsdesk.asking.words import Words
from newsdesk.collection import Collection
from newsdesk.views.data.published import path_of, record_notices

NOTHING = "in this collection fits. That says nothing of what was published elsewhere."
STORY = "ferry-strike-2022"
ENTRY = next(one for one in collection().entries if STORY in one.stories)
ROOT = f"{SITE}stories/{STORY}/"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("data") / "collection.sqlite"
    path.write_bytes(files()["data/collection.sqlite"].raw)
    with opened(path) as found:
        yield found


# What is asked with, and how many answers there are; or what is said, in a refusal or beside an empty answer.
TABLE: tuple[tuple[str, str, Any, int | str], ...] = (
    # Nothing is no filter.
    *(("search", name, value, len(collection().entries))
      for name in ("words", "story", "outlet", "person", "country", "language", "week", "first", "last")
      for value in (None, "", " \u200b ")),
    *(("sources", name, value, 73)
      for name in ("outlet", "person", "story", "week", "identified", "cited", "actor") for value in (None, " ")),
    *((tool, "name", value, "Say which ")
      for tool in ("entry", "story", "person", "outlet", "week") for value in (None, "", "\u00a0")),
    ("search", "after", 999, "`after` is 999, and there are 19 in all"),
    # Weeks.
    *((tool, name, value, count) for tool, name, count in (("search", "week", 6), ("week", "name", 6))
      for value in ("2022-W42", "2022-w42", "2022W42", "２０２２-W42", "2022-10-18",
                    " 2022-W42 ", f"{SITE}2022/w42/", "2022/w42/", "/press/2022/w42/index.html")),
    *((tool, name, value, said) for tool, name in (("search", "week"), ("sources", "week"), ("week", "name"))
      for value, said in (("2022-W99", "which is no ISO 8601 week"), ("nonsense", "There are: 2022-W39, 2022-W41"),
                          ("2022-W40", 'Did you mean "2022-W'), (ROOT, "`story` answers with it."))),
    # Days.
    *(("search", "first", value, count) for value, count in (
        ("2022-10-22", 3), ("2022/10/22", 3), ("20221022", 3), ("2022-10-22~", 3), ("2022", 19), ("2022-W42", 7))),
    *(("search", name, value, f"is no day for `{name}`: write 2022-10-09") for name in ("first", "last")
      for value in ("2022-13", "2022-02-30", "yesterday", "22.10.2022", "0", "2022-W60")),
    ("search", "first", "2031", "The entries here are of 2022-09-01 to "),
    ("search", "last", "1999", NOTHING),
    # Countries, by code, other code, and name.
    *(("search", "country", value, 3) for value in ("NZ", "nz", "NZL", "554", "New Zealand", "new-zealand",
                                                     "Новая Зеландия", "نيوزيلندا", f"{SITE}countries/nz/")),
    ("search", "country", "ZZ", '"ZZ" is no country. Entries here are about: CN (China), '),
    ("search", "country", "New Zealnd", 'Did you mean "NZ" (new zealand)?'),
    ("search", "country", "France", "No entry here is about France (FR). There are: CN, "),
    # Languages, by tag in any case, code of another standard, range, and name.
    *(("search", "language", value, 2) for value in ("ky", "KY", "kir", "Kyrgyz", "кыргызча")),
    *(("search", "language", value, 1) for value in ("zh", "cmn", "zho", "Chinese", "中文", "uz", "uz-Cyrl", "UZ_CYRL",
                                                     "uzn", "arb", f"{SITE}languages/ar/")),
    ("search", "language", "fr", "No entry here is in French (fr). Entries here are in: en (English), "),
    ("search", "language", "xx", '"xx" is no language. Entries here are in: en (English), '),
    ("search", "language", "Kirgyz", 'Did you mean "ky" (kyrgyz)?'),
    # Terms.
    *(("sources", name, form(str(term)), "ok") for name, terms in TERMS.items() for term in list(terms)[:2]
      for form in (str.lower, str.upper, " {} ".format)),
    ("sources", "actor", "government", 'Did you mean "official" (A government, ministry'),
    ("sources", "cited", "qouted", 'Did you mean "quoted"? There are: quoted, paraphrased, relayed, mentioned.'),
    ("sources", "identified", "anonymous", "There are: named, described, unnamed."),
    # Records, by id, title, name, spelling and address.
    *((tool, name, value, "ok") for tool, name in (("story", "name"), ("search", "story"), ("sources", "story"))
      for value in (STORY, STORY.upper(), "ferry strike 2022", collection().stories[STORY].title, ROOT,
                    f"{ROOT}#disputed", f"stories/{STORY}/", f"/stories/{STORY}", f"../../stories/{STORY}/index.md",
                    f"{SITE}api/v1/stories/{STORY}.json")),
    *((tool, name, value, "ok") for tool, name in (("person", "name"), ("search", "person"), ("sources", "person"))
      for value in ("ona-primer", "Ona Primer", "ONA PRIMER", "Primer Ona", "Primer", "Она Пример", "Оны Пример",
                    "أونا بريمر", f"{SITE}people/ona-primer/", "people/ona-primer/")),
    *((tool, name, value, "ok") for tool, name in (("outlet", "name"), ("search", "outlet"), ("sources", "outlet"))
      for value in ("volna", "Волна", "VOLNA", f"{SITE}outlets/volna/", "港湾日报", "Вестник пролива")),
    *(("entry", "name", value, "ok") for value in (
        ENTRY.id, ENTRY.title, ENTRY.url, f"{SITE}2022/w41/{ENTRY.id}/", f"http://localhost:8000/2022/w41/{ENTRY.id}/")),
    ("story", "name", "ferry-strik-2022", f'Did you mean "{STORY}"?'),
    ("story", "name", f"{SITE}people/ona-primer/", "`person` answers with it."),
    ("story", "name", "https://elsewhere.example.net/stories/x/", "is no address of this collection, which stands at "),
    ("entry", "name", "https://elsewhere.example.net/x", "nor of an article in it. That says nothing"),
    ("person", "name", "Onna Prymer", 'Did you mean "Ona Primer" (ona-primer)? Private persons have no record'),
    ("person", "name", "Mira Privatova", 'There is no "Mira Privatova" in people.'),
    ("person", "name", "Volna", "There is one in outlets: volna."),
    # By what it sounds like, and by the office, in any language.
    ("person", "name", "Oulgoo", 'it is taken for another spelling of "Ulgu".'),
    ("search", "words", "Prymer", 'No entry has "Prymer": it is taken for another spelling of "Primer".'),
    *((tool, name, value, f'"{value}" is recorded here as an office of Bakyt Ulgu (bakyt-ulgu).')
      for tool, name in (("person", "name"), ("search", "person"))
      for value in ("spokesman of the Ferry Union", "Пресс-секретаря союза паромщиков")),
    ("person", "name", "Board", 'Did you mean "Tunnel Board" (tunnel-board)?'),
    ("outlet", "name", "Strait Gazete", 'it is taken for another spelling of "Strait Gazette".'),
    ("outlet", "name", "x'; DROP TABLE entries; --", "in outlets."),
    # Words.
    ("search", "words", "Oona Prymer", 'No entry has "Prymer". Did you mean "primer" ('),
    ("search", "words", "zzzz ferry", 'No entry has "zzzz". Nothing here comes close to it.'),
    # Days, in whichever language and order; figures are whole, and marks of references are no words.
    *(("search", "words", value, 2) for value in (
        "18 October", "October 18, 2022", "18th of October", "18 октября", "2022-10-18", "18.10.2022", "18 Okt")),
    ("search", "words", "31 January 1999", 'No entry is of "31 January 1999", or says that day.'),
    ("search", "words", "lighthouse gulls", "No entry that fits has all of these words."),
    ("search", "words", "a " * 30, "At most 20 words can be asked for at once, and these are 30."),
    ("search", "words", "ferry\" NEAR(x OR * ^ : {", NOTHING),
)  # fmt: skip


def test_each_value_is_taken_as_meant_or_refused_with_what_there_is(db: Database) -> None:
    answers, wrong = Answers(db), []
    for tool, name, value, expected in TABLE:
        answer = answer_to(answers, tool, name, value)
        said = answer if isinstance(answer, str) else " ".join(answer["notices"])
        if isinstance(expected, int):
            fits = isinstance(answer, dict) and answer["all"] == expected
        else:
            fits = isinstance(answer, dict) if expected == "ok" else expected in said
        # Whatever is empty says what that means, and of private persons is spoken where persons are asked for.
        is_silent = isinstance(answer, dict) and answer.get("all") == 0 and NOTHING not in said
        is_beside = "Private" in said and "person" not in (tool, name)
        if not fits or is_silent or is_beside:
            number = answer.get("all") if isinstance(answer, dict) else ""
            wrong.append(f"{tool} {name}={str(value)[:60]!r}: not {expected}, but {number} {said[:300]}")
    assert wrong == [], "\n".join(wrong)


def answer_to(answers: Answers, tool: str, name: str, value: Any) -> dict[str, Any] | str:
    """The answer to a question with one value, or why there is none."""
    try:
        ask = getattr(answers, tool)
        found: dict[str, Any] = ask(value) if name in ("name", "words") else ask(**{name: value})
        return found
    except NotFound as refused:
        return str(refused)


def test_a_range_of_days_runs_forward(db: Database) -> None:
    answers = Answers(db)
    with pytest.raises(NotFound, match=re.escape("`first` (2022-11) is after `last` (2022-10-31): change them round.")):
        answers.search(first="2022-11", last="2022-10-31")
    assert answers.search(first="2022-10", last="2022-10")["all"] > 1


def test_each_spelling_of_a_name_finds_the_same_entries(db: Database) -> None:
    answers = Answers(db)
    for record, spellings in answers.spellings.by_record.items():
        asked_for = {one.text: Words(db, answers.spellings, one.text).query for one in spellings if any(one.keys)}
        found = {
            text: tuple(
                map(
                    tuple,
                    (r.values() for r in db.rows("SELECT rowid FROM entries_fts WHERE entries_fts MATCH ?", [query])),
                )
            )
            for text, query in asked_for.items()
        }
        assert len(set(found.values())) <= 1, (record, {text: len(ids) for text, ids in found.items()})
    alone = {len(answers.search(one)["entries"]) for one in ("Primer", "Пример", "Примера", "بريمر", "primer")}
    assert len(alone) == 1
    assert alone != {0}


def test_an_address_that_an_answer_has_is_taken_by_the_question_for_it(db: Database) -> None:
    answers = Answers(db)
    for ask, name in (
        (answers.entry, ENTRY.id), (answers.story, STORY), (answers.person, "ona-primer"),
        (answers.outlet, "volna"), (answers.week, "2022-w42"),
    ):  # fmt: skip
        first = ask(name)
        assert first["address"].startswith(SITE)
        for address in (
            first["address"],
            first["address"].removeprefix(SITE),
            f"/{first['address'].removeprefix(SITE)}",
        ):
            assert ask(address) == first


def test_what_is_large_comes_in_pages(db: Database) -> None:
    answers = Answers(db)
    story = answers.story(STORY, limit=1)
    assert (len(story["entries"]), story["next_from"]) == (1, 1)
    assert story["all"] == len(collection().by_story[STORY])
    alone = answers.story(STORY, question=2)
    one = alone["contested"]
    assert [(row["speakers"], row["origins"], row["low"], row["high"]) for row in one] == [
        tuple(row.values())
        for row in db.rows(
            "SELECT speakers, origins, low, high FROM questions WHERE story = ? ORDER BY position", [STORY]
        )
    ]
    assert (alone["entries"], "`search` with this `story` has them all." in alone["notices"][-1]) == ([], True)
    assert answers.story(STORY, question=99)["entries"]
    assert [(row["number"], len(row["accounts"]), row.get("left_out")) for row in one] == [(1, 0, 2), (2, 2, None)]
    assert "question 1 are left out here" in answers.story(STORY, question=2)["notices"][0]
    assert answers.search(story=STORY)["origins"] == story["counts"]["origins"]
    assert answers.search(words="ferry")["origins"] is None


def test_a_record_says_first_the_same_on_its_page_in_the_api_and_in_answers(db: Database) -> None:
    known, answers = collection(), Answers(db)
    ask: dict[str, Any] = {
        "outlets": answers.outlet, "people": answers.person, "stories": answers.story, "digests": answers.week,
    }  # fmt: skip
    looked = set()
    for kind in ("outlets", "people", "stories", "digests", "topics", "places"):
        for name, record in getattr(known, kind).items():
            if not getattr(record, "public", True):
                continue
            said = record_notices(known, record)
            if path_of(record) not in pages():  # a week that has nothing yet
                continue
            page = plain(pages()[path_of(record)].content)
            for notice in said:
                # A page leads to the rest with a link, has proceedings in the register's words, and a draft as a mark.
                first = unquoted(notice.partition(" Each act, with its ")[0].partition(" What it said before")[0])
                assert first in page or "draft" in first or kind == "people", (kind, name, notice)
                looked.add(kind)
            shown = re.findall(
                r'<p class="nd-notice nd-notice--correction">(.*?)</p>', pages()[path_of(record)].content, re.DOTALL
            )
            for text in shown:
                assert any(plain(text.partition("<a ")[0]) in unquoted(notice) for notice in said), (kind, name, text)
            if kind in ask:
                answered = ask[kind](name)["notices"]
                assert [one for one in answered if NOTHING not in one] == said, (kind, name)
            table = "digests" if kind == "digests" else kind
            key = "week" if kind == "digests" else "id"
            (row,) = db.rows(f'SELECT notices FROM "{table}" WHERE {key} = ?', [name])
            assert (row["notices"] or "").splitlines() == said
    assert looked == {"outlets", "people", "stories", "digests", "topics", "places"}


def plain(marked: str) -> str:
    """The words of a text without its marks."""
    return unquoted(html.unescape(re.sub(r"<[^>]*>", "", marked)))


def unquoted(text: str) -> str:
    """A text without the quotation marks that stand for marks of a page."""
    return " ".join(text.replace("“", "").replace("”", "").split())


def test_accounts_stand_by_their_days_those_without_one_last() -> None:
    draft, settings = checked()
    item = draft.stories[STORY]
    turned = [one.model_copy(update={"accounts": one.accounts[::-1]}) for one in item.record.disputed]
    story = replace(item, record=item.record.model_copy(update={"disputed": tuple(turned)}))
    shown = Collection.of(replace(draft, stories={**draft.stories, STORY: story}), settings).stories[STORY]
    assert [[str(a.date) for a in one.accounts] for one in shown.disputed] == [
        ["2022-10-11", "None"], ["2022-10~", "2022-10-12"],
    ]  # fmt: skip
