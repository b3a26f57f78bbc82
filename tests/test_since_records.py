"""`check --since`: what stands in a register is published with the entries that rely on it."""

from pathlib import Path

import pytest
from edits import FIGURE, silent, swap
from register_edits import LEARNT, REGISTERS, SILENT_REGISTERS, Edit
from repository import ENTRY, edit, published, repository, said, since


@pytest.mark.parametrize(("edited", "message"), SILENT_REGISTERS.values(), ids=SILENT_REGISTERS)
def test_silent_edits_of_records_are_refused(edited: Edit, message: str, tmp_path: Path) -> None:
    revision = repository(tmp_path, REGISTERS)
    edit(tmp_path, edited)
    assert [line.removeprefix("digests/") for line in said(tmp_path, revision)] == sorted(message.split("\n"))


@pytest.mark.parametrize("edited", LEARNT.values(), ids=LEARNT)
def test_what_is_learnt_needs_no_correction(edited: Edit, tmp_path: Path) -> None:
    assert edited != {path: REGISTERS[path] for path in edited}
    revision = repository(tmp_path, REGISTERS)
    edit(tmp_path, edited)
    assert said(tmp_path, revision) == []


def with_correction(register: str, name: str, proposed: str, text: str) -> str:
    """The text of a register, one record of which has one correction more."""
    record = text.index(f"  {name}:")
    if "corrections: []" in text[record:]:
        return text.replace("corrections: []", f"corrections: [{proposed}]")
    if register == "places":
        return text.replace("On the coast.", f"On the coast., corrections: [{proposed}]")
    start = text.index("\n", record) + 1
    return f"{text[:start]}    corrections: [{proposed}]\n{text[start:]}"


def test_what_a_message_proposes_for_a_record_is_accepted(tmp_path: Path) -> None:
    for number, (edited, _) in enumerate(SILENT_REGISTERS.values()):
        root = tmp_path / str(number)
        revision = repository(root, REGISTERS)
        edit(root, edited)
        ((path, text),) = edited.items()
        register = path.removesuffix(".yaml")
        name = {"stories": "swan-count", "people": "ada-quill", "places": "lanternmoor"}.get(register)
        name = name or ("lantern" if "beacon" not in text[: text.index("owner")] and "Beacon" in text else "beacon")
        proposed = ", ".join(p.hint.partition("Add to corrections: ")[2].rstrip(".") for p in since(root, revision))
        for owner in [name] if register != "outlets" else ["lantern", "beacon"]:
            edit(root, {path: with_correction(register, owner, proposed, text)})
            if not said(root, revision):
                break
        assert said(root, revision) == []


def test_an_outlet_that_nothing_published_refers_to_is_free(tmp_path: Path) -> None:
    files = {**REGISTERS, ENTRY: REGISTERS[ENTRY].replace(", outlet: beacon}", "}")}
    revision = repository(tmp_path, files)
    edit(tmp_path, {"outlets.yaml": files["outlets.yaml"].replace("The Beacon", "The Bacon")})
    assert said(tmp_path, revision) == []


RENAMES = {
    "an outlet": ("outlets", "lantern", "lamp", {"outlet: lantern": "outlet: lamp"}),
    "a story": ("stories", "swan-count", "swan-census", {"[swan-count]": "[swan-census]"}),
    "a person": ("people", "ada-quill", "a-quill", {"who: ada-quill": "who: a-quill"}),
    "a topic": ("topics", "waterfowl", "birds", {"[waterfowl]": "[birds]"}),
}


@pytest.mark.parametrize(("register", "old", "new", "swaps"), RENAMES.values(), ids=RENAMES)
def test_a_record_that_is_renamed_is_the_same_one(
    register: str, old: str, new: str, swaps: dict[str, str], tmp_path: Path
) -> None:
    revision = repository(tmp_path, REGISTERS)
    path = f"{register}.yaml"
    files = {path: REGISTERS[path].replace(f"  {old}:", f"  {new}:")}
    for name in (ENTRY, "stories.yaml"):
        text = files.get(name, REGISTERS[name])
        for was, now in swaps.items():
            text = text.replace(was, now)
        files[name] = text
    edit(tmp_path, files)
    assert any("vanished-record" in line for line in said(tmp_path, revision))
    line = f"{{path: {register}/{old}/, to: {register}/{new}/, on: 2026-11-24, why: Renamed.}}"
    edit(tmp_path, {"_moved.yaml": f"schema: 1\nmoved: [{line}]\n"})
    assert said(tmp_path, revision) == []
    # What it says is compared under its new name.
    if register == "outlets":
        edit(tmp_path, {path: files[path].replace("Moor Trust", "Fen Trust")})
        assert [line.partition(", and no")[0] for line in said(tmp_path, revision)] == [
            'digests/outlets.yaml:10:20: silent-change: "owner.value" of "lamp" says something else than at REV'
        ]


def test_a_record_that_becomes_another_one_is_corrected_there(tmp_path: Path) -> None:
    text = REGISTERS["outlets.yaml"]
    revision = repository(tmp_path, REGISTERS)
    beacon = "schema: 1\noutlets:\n" + text[text.index("  beacon:") :]
    line = "{path: outlets/lantern/, to: outlets/beacon/, on: 2026-11-24, why: One and the same.}"
    edited = {
        ENTRY: REGISTERS[ENTRY].replace("outlet: lantern", "outlet: beacon"),
        "outlets.yaml": beacon,
        "_moved.yaml": f"schema: 1\nmoved: [{line}]\n",
    }
    edit(tmp_path, edited)
    message = silent('"lantern" has become "beacon" since REV', was='"The Lantern"', now='"The Beacon"')
    assert said(tmp_path, revision) == [f"digests/outlets.yaml:4:5: {message}"]
    proposed = since(tmp_path, revision)[0].hint.partition("Add to corrections: ")[2].rstrip(".")
    edit(tmp_path, {"outlets.yaml": with_correction("outlets", "beacon", proposed, beacon)})
    assert said(tmp_path, revision) == []
    weak = with_correction("outlets", "beacon", proposed.replace("material", "minor"), beacon)
    edit(tmp_path, {"outlets.yaml": weak})
    assert said(tmp_path, revision) == [
        'digests/outlets.yaml:4:44: correction-kind: "minor" is too weak: "lantern" has become "beacon" since REV.'
        " Write kind: material."
    ]
    # What the other one says of itself is compared as ever.
    edit(tmp_path, {"outlets.yaml": beacon.replace("by: A survey", "by: A poll")})
    assert len(said(tmp_path, revision)) == 2


def test_an_entry_that_is_renamed_is_the_same_one_where_it_is_referred_to(tmp_path: Path) -> None:
    files = {**REGISTERS, "stories.yaml": REGISTERS["stories.yaml"].replace(
        "{url: https://council.example/notice}", "{entry: swans-counted}"
    )}  # fmt: skip
    revision = repository(tmp_path, files)
    new = {path: text.replace("swans-counted", "swans") for path, text in files.items() if path != ENTRY}
    moved = "schema: 1\nmoved: [{path: 2022/w42/swans-counted/, to: 2022/w42/swans/, on: 2026-11-24, why: Renamed.}]\n"
    edit(tmp_path, {**new, ENTRY: None, "2022-W42/swans.yaml": files[ENTRY], "_moved.yaml": moved})
    assert said(tmp_path, revision) == []


def test_nothing_repeats_the_name_of_a_private_person(tmp_path: Path) -> None:
    story = REGISTERS["stories.yaml"].replace("by: Ada Quill, who: ada-quill", "by: Mira Still, who: mira-still")
    story = story.replace("counted the swans", "and Mira Still counted the swans")
    entry = REGISTERS[ENTRY].replace("name: Bo Lind,", "name: Mira Still, who: mira-still,")
    entry = entry.replace("We counted", "M. Still counted").replace("Its author", "Mira Still and its author")
    revision = repository(tmp_path, {**REGISTERS, "stories.yaml": story, ENTRY: entry})
    edit(
        tmp_path,
        {
            "people.yaml": REGISTERS["people.yaml"].partition("  mira-still")[0],
            "stories.yaml": REGISTERS["stories.yaml"].replace("by: Ada Quill, who: ada-quill", "by: A keeper"),
            ENTRY: REGISTERS[ENTRY].replace("name: Bo Lind,", "name: A keeper,"),
        },
    )
    problems = said(tmp_path, revision)
    assert len(problems) == 7
    assert not [line for line in problems if "Still" in line or "still" in line]
    now = "A keeper; its author; we counted"
    correction = f"{{date: 2026-11-24, kind: material, now: {now}, why: At the request of the person.}}"
    edit(
        tmp_path,
        {
            "stories.yaml": (tmp_path / "digests" / "stories.yaml").read_text("utf-8").replace("[]", f"[{correction}]"),
            ENTRY: (tmp_path / "digests" / ENTRY)
            .read_text("utf-8")
            .replace("why: A slip.}", f"why: A slip.}}, {correction}"),
        },
    )
    assert said(tmp_path, revision) == []


LOST = ["2022/w42/", "2022/w42/swans-counted/", "outlets/lantern/"]


@pytest.mark.parametrize("name", ["_addresses.txt", "_feed_ids.txt"])
def test_what_closing_wrote_down_stays(name: str, tmp_path: Path) -> None:
    lines = [f"{page} tag:a,2022:x" if "ids" in name else page for page in LOST]
    revision = repository(tmp_path, {**REGISTERS, name: "# Kept.\n" + "".join(f"{line}\n" for line in lines)})
    edit(tmp_path, {name: f"# Kept for ever.\n{lines[2]}\nstories/new/\n{lines[0]}\n{lines[1]}\n"})
    assert said(tmp_path, revision) == []
    put = f"Put it back: git checkout REV -- digests/{name}"
    edit(tmp_path, {name: f"{lines[2]}\n{lines[0]}\n"})
    stays = "stood here at REV, and what was published stays on record."
    assert said(tmp_path, revision) == [f'digests/{name}:1:1: record-lost: "{lines[1]}" {stays} {put}']
    edit(tmp_path, {name: None})
    assert said(tmp_path, revision) == [f'digests/{name}:1:1: record-lost: "{lines[0]}" and 2 more {stays} {put}']


def test_a_quotation_of_what_was_said_to_be_quoted_is_learnt(tmp_path: Path) -> None:
    whole = published()[ENTRY]
    bare = whole.replace(", quote: {text: We counted them twice, language: en}", "")
    revision = repository(tmp_path, {**REGISTERS, ENTRY: bare})
    edit(tmp_path, {ENTRY: whole})
    assert said(tmp_path, revision) == []
    # Where the article was said to paraphrase, words in quotation marks are something else.
    revision = repository(tmp_path / "b", {**REGISTERS, ENTRY: bare.replace("cited: quoted", "cited: paraphrased")})
    edit(tmp_path / "b", {ENTRY: whole})
    assert [
        line.partition(": silent-change: ")[2].partition(" and no")[0] for line in said(tmp_path / "b", revision)
    ] == ['"cited" of "Ada Quill" is not what it was at REV,', '"quote" of "Ada Quill" is new since REV,']
    # What was learnt is published from then on.
    revision = repository(tmp_path / "c", {**REGISTERS, ENTRY: whole})
    edit(tmp_path / "c", {ENTRY: whole.replace("them twice", "them thrice")})
    assert len(said(tmp_path / "c", revision)) == 1


def test_a_field_that_was_learnt_is_published_from_then_on(tmp_path: Path) -> None:
    learnt = published()[ENTRY] + "text_kind: interview\n"
    revision = repository(tmp_path, {**REGISTERS, ENTRY: learnt})
    edit(tmp_path, {ENTRY: learnt.replace("interview", "comment")})
    assert said(tmp_path, revision) == [
        "digests/2022-W42/swans-counted.yaml:21:12: "
        + silent('"text_kind" is not what it was at REV', kind="minor", was='"interview"', now='"comment"')
    ]


def test_a_change_of_an_entry_and_its_story_is_told_for_each(tmp_path: Path) -> None:
    revision = repository(tmp_path, REGISTERS)
    edit(tmp_path, {**swap(*FIGURE), "stories.yaml": REGISTERS["stories.yaml"].replace("17 October", "18 October")})
    assert [line.partition(":")[0] for line in said(tmp_path, revision)] == [
        "digests/2022-W42/swans-counted.yaml",
        "digests/stories.yaml",
    ]
