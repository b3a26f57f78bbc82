"""Saved searches of a collection's owner: what they find, their pages and feeds, and what the check says of them."""

import json
from pathlib import Path

import pytest
from invented import DATA, checked, collection, parsed
from tables import each

from newsdesk.build import Project, examine
from newsdesk.collection import Collection
from newsdesk.collection.watched import Watched
from newsdesk.model.settings import Settings
from newsdesk.views import all_pages
from newsdesk.views.search.watches import found_by

STRIKE = {"strike-called", "strike-in-russian", "strike-in-uzbek", "strike-in-kyrgyz", "strike-second-thoughts",
          "strike-in-persian", "strike-ends"}  # fmt: skip


def searching(*watches: dict) -> Collection:
    draft, settings = checked()
    extra = settings.extra.model_dump(by_alias=True) | {"watches": watches}
    return Collection.of(draft, Settings.model_validate(settings.model_dump(by_alias=True) | {"extra": extra}))


@each(
    ("looks", "finds"),
    [
        ({"stories": ["ferry-strike-2022"]}, STRIKE),
        ({"stories": ["ferry-strike-2022"], "outlets": ["volna"]}, {"strike-in-russian"}),
        ({"outlets": ["volna", "wharf-wire"], "stories": ["ferry-strike-2022"]}, {"strike-in-russian", "strike-ends"}),
        ({"countries": ["MT"], "stories": ["ferry-strike-2022"]}, set()),
        # Of any letters, with accents or without, small or large; whole words alone.
        ({"words": ["FERRIES"], "outlets": ["wharf-wire"], "stories": ["ferry-strike-2022"]}, {"strike-ends"}),
        ({"words": ["ferrie"], "outlets": ["wharf-wire"]}, set()),
        ({"words": ["паром"], "outlets": ["lantern"]}, set()),
        ({"words": ["اعتصاب"]}, {"strike-in-persian"}),
        ({"words": ["خدمه كشتي ها", "no such word"]}, {"strike-in-persian"}),
        ({"words": ["sail, AGAIN!"], "stories": ["ferry-strike-2022"]}, {"strike-ends"}),
        ({"words": ["again sail"]}, set()),
    ],
)
def test_a_search_finds_what_has_one_of_each_kind(looks: dict, finds: set[str]) -> None:
    known = searching({"id": "mine", "title": "Mine", **looks})
    assert {entry.id for entry in found_by(known, "mine")} == finds
    assert {entry.id for entry in found_by(Watched.over(known), "mine")} == finds


def test_each_is_a_page_and_feeds_and_without_any_there_is_no_list() -> None:
    known = searching(
        {"id": "strike", "title": "The <i>strike</i>", "about": "All of it.", "stories": ["ferry-strike-2022"]},
        {"id": "none", "title": "Nothing", "words": ["xyzzy"], "countries": ["MT"]},
    )
    made = {page.path: page for page in all_pages(known)}
    page = parsed(made["watches/strike/"].content)
    assert page.one("h1").text == "The <i>strike</i>"
    assert "All of it. Stories: The crews of the ferries strike for five days. 7 entries" in page.text
    assert {a.attrs["href"].split("/")[-2] for a in page.every("a")} >= STRIKE
    assert "../../feeds/watches/strike.atom" in {a.attrs["href"] for a in page.every("a")}
    items = json.loads(made["feeds/watches/strike.json"].text)["items"]
    assert {item["url"].split("/")[-2] for item in items} == STRIKE
    assert "No entry yet." in parsed(made["watches/none/"].content).text
    assert "feeds/watches/none.atom" not in made
    listed = parsed(made["watches/"].content)
    assert [a.attrs["href"] for a in listed.every("a") if "watches/" in a.attrs["href"]] == [
        "../watches/strike/", "../watches/none/",
    ]  # fmt: skip
    assert "watches/" in {a.attrs["href"].removeprefix("./") for a in parsed(made[""].content).every("a")}
    assert "../watches/" in {a.attrs["href"] for a in parsed(made["browse/"].content).every("a")}
    assert "feeds/watches/strike.atom" in made["feeds/feeds.opml"].text
    assert not [path for path in (page.path for page in all_pages(collection())) if "watches" in path]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with settings that may be changed, beside the invented entries."""
    root = tmp_path_factory.mktemp("watches")
    (root / "docs").symlink_to(DATA / "docs")
    return root


@each(
    ("written", "says"),
    [
        ("{id: x, title: X, people: [nina-unherd]}",
         '"nina-unherd" is not in people.yaml. Did you mean "nina-unheard"?'),
        ("{id: x, title: X, outlets: [volna, qqqq]}", '"qqqq" is not in outlets.yaml. Write an id of outlets.yaml.'),
        ("{id: x, title: X, stories: [ferry-strike]}",
         '"ferry-strike" is not in stories.yaml. Did you mean "ferry-strike-2022"?'),
        ("{id: x, title: X, people: [mira-privatova]}",
         '"mira-privatova" is a private person, who has no page and no search of their own. Take the name out.'),
        ("{id: x, title: X}",
         'The saved search "x" looks for nothing. Add words, people, outlets, stories or countries.'),
        ('{id: x, title: X, words: ["–"]}',
         'There is no letter or digit in "–". Write a word, or several that stand side by side.'),
        ("{id: x, title: X, words: [a]}, {id: x, title: Y, words: [b]}",
         'Two saved searches have the id "x". Give each its own: it is a part of the address.'),
    ],
)  # fmt: skip
def test_the_check_says_what_is_wrong_with_one(written: str, says: str, root: Path) -> None:
    config = root / "mkdocs.yml"
    text = (DATA / "mkdocs.yml").read_text("utf-8")
    config.write_text(text.replace("extra:\n", f"extra:\n  watches: [{written}]\n", 1), "utf-8")
    outcome = examine(Project(root, DATA / "digests", root / "site", root / ".cache"))
    found = [one for one in outcome.problems if one.path == "mkdocs.yml"]
    assert [f"{one.message} {one.hint}" for one in found] == [says]
    assert found[0].line == text[: text.index("extra:\n")].count("\n") + 2
