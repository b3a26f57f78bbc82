"""How hard a text is to read: the grade by words and syllables, the note about it, and `stats --sentences`."""

import json
from pathlib import Path

import pytest
from tables import each
from terminal import run

from newsdesk.check.prose.grade import grade_of

SHORT = (
    "The dog ran to the gate and sat down. The man who had the key was not there. He came back with it late at night."
)
HARD = (
    "International organisations administering transportation infrastructure simultaneously reorganise institutional "
    "responsibilities [a]. "
)
RUSSIAN = "Мост готов, но перила ещё красят. Его откроют в конце месяца. Так сказала мэр города на пристани."

# Texts, their language, and the grade that follows from words, sentences and syllables counted by hand.
GRADES = [
    # 26 words, 3 sentences, 26 syllables, twice.
    ([SHORT, SHORT], "en", 0.39 * 52 / 6 + 11.8 * 1 - 15.59),
    ([SHORT], "en", None),  # too short to say anything
    # 17 words, 3 sentences, 33 syllables (в has none), four times; Oborneva's weights.
    ([RUSSIAN] * 4, "ru", 0.5 * 17 / 3 + 8.4 * 33 / 17 - 15.59),
    ([RUSSIAN] * 4, "ru-KG", 0.5 * 17 / 3 + 8.4 * 33 / 17 - 15.59),
    ([SHORT, SHORT], "ky", None),
    ([""], "en", None),
    (["湖北岸的旧渡轮在夏季之前需要更换两台新的发动机。" * 9], "zh", None),
]


@each(("texts", "language", "grade"), GRADES, ids=range(len(GRADES)))
def test_a_grade_follows_from_words_and_syllables(texts: list[str], language: str, grade: float | None) -> None:
    assert grade_of(texts, language) == (None if grade is None else pytest.approx(grade))


def test_marks_and_figures_do_not_make_a_text_harder() -> None:
    marked = SHORT.replace(". ", " [survey-2021][register-of-the-long-names-2022]. ")
    assert grade_of([marked, marked], "en") == grade_of([SHORT, SHORT], "en")


def test_a_hard_text_is_a_note_with_the_limit_of_the_collection(project: Path) -> None:
    entry = project / "digests/2022-W41/strike-in-russian.yaml"
    text = entry.read_text("utf-8")
    start, end = text.index("context:"), text.index("references:")
    references = text[end:].partition("\n")[2].strip().partition(":")[0]
    hard = (HARD.replace("[a]", f"[{references}]") * 6).strip()
    entry.write_text(f"{text[:start]}context: {json.dumps(hard)}\n{text[end:]}", "utf-8")
    found = [line for line in run("check", "--root", project, "--notes").stdout.splitlines() if "hard-to-read" in line]
    assert len(found) == 1
    assert found[0].endswith(
        ": note: hard-to-read: By the length of its words and sentences this text is for readers with 42 years of "
        "school. 14 are the most: shorter sentences help first."
    )
    settings = project / "mkdocs.yml"
    known = settings.read_text("utf-8").replace("extra:\n", "extra:\n  sentences: {grade: 30}\n", 1)
    settings.write_text(known, "utf-8")
    raised = run("check", "--root", project, "--notes").stdout
    assert "30 are the most" in raised
    settings.write_text(known.replace("grade: 30", "grade: high"), "utf-8")
    assert "mkdocs.yml" in run("check", "--root", project).stdout


def test_stats_show_length_and_grade_by_field(project: Path) -> None:
    done = run("stats", "--root", project, "--sentences")
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert (
        head.split()
        == "Words of a sentence, grade of the text texts sentences median nine of ten longest grade".split()
    )
    assert [row[:40].strip() for row in rows] == ["summary of an entry", "context", "summary of a story", "note"]
    figures = json.loads(run("stats", "--root", project, "--sentences", "--format", "json").stdout)["sentences"]
    assert [one["field"] for one in figures] == [row[:40].strip() for row in rows]
    assert all(one["median"] <= one["ninth"] <= one["longest"] for one in figures)
    assert figures[0]["texts"] == 19
    both = run("stats", "--root", project, "--sentences", "--balance")
    assert (both.returncode, "Ask for one of --balance, --sentences and --site." in both.stderr) == (2, True)
