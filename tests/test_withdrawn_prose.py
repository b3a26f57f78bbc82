"""What stands where a name stood: prose that reads, gaps in others' words, and what has to be read again."""

from pathlib import Path

from desk import FILES, WEEK, said_by
from edition_edits import press
from repository import commit
from tables import each

from newsdesk.check.changes.private.spelling import Spellings
from newsdesk.store.verbs.private.outside import captures_with
from newsdesk.store.verbs.private.replacing import edition_replaced, has_part, replaced

NAME = Spellings(["Bo Lind", "Бо Линд"])
PROSE = {
    "Baker Bo Lind's family waits.": "A baker's family waits.",
    "The baker Bo Lind waits.": "The baker waits.",
    "It quotes the baker, Bo Lind, twice.": "It quotes the baker twice.",
    "Bo Lind, a baker, is quoted.": "A baker is quoted.",
    "It quotes Bo Lind, a baker.": "It quotes a baker.",
    "It quotes Bo Lind (a baker) twice.": "It quotes a baker twice.",
    "Bo Lind – a baker – waits.": "A baker waits.",
    "Bo Lind, the baker of the far bank, waits.": "A baker of the far bank waits.",
    "Bo Lind, a bakery and a mill wait.": "A baker, a bakery and a mill wait.",
    "It says “call Bo Lind” to Bo Lind.": "It says “call […]” to a baker.",
    "Он сказал: «Бо Линд ждёт».": "Он сказал: «[…] ждёт».",
    'He said "ask Bo Lind\'s boy".': 'He said "ask […]\'s boy".',
    "Fisher Bo Lind waits.": "Fisher a baker waits.",
}


@each("text", PROSE)
def test_prose_without_the_name_reads(text: str) -> None:
    assert replaced(NAME, text, "a baker") == PROSE[text]
    assert NAME.spans(edition_replaced(NAME, text, "a baker")) == []


IN_SPANISH = {
    "Una vecina, Bo Lind, cuenta que esperó.": "Una vecina cuenta que esperó.",
    "Cita a Bo Lind, vecina, quien espera.": "Cita a una vecina quien espera.",
    "Cita a Bo Lind, vecina de la orilla, dos veces.": "Cita a una vecina de la orilla dos veces.",
    "Cuenta la vecina Bo Lind que esperó.": "Cuenta la vecina que esperó.",
    "Vecina Bo Lind espera.": "Una vecina espera.",
}


@each("text", IN_SPANISH)
def test_an_article_of_another_language_is_one_too(text: str) -> None:
    assert replaced(NAME, text, "una vecina") == IN_SPANISH[text]


EDITIONS = {
    "- **Quoted:** The baker (resident; printed as Bo Lind). That it stops.": "- **Quoted:** The baker (resident)."
    " That it stops.",
    "- **Цитируется:** Житель (resident; напечатано как Бо Линд).": "- **Цитируется:** Житель (resident).",
    "- **Quoted:** Bo Lind (resident).": "- **Quoted:** a baker (resident).",
    "### Bo Lind waits": "### \\[…\\] waits",
    "> Call Bo Lind.": "> Call \\[…\\].",
    "[By Bo Lind](https://a.example/1)": "[By \\[…\\]](https://a.example/1)",
    "- Original: <https://a.example/bo-lind-waits>": "- Original: <\\[…\\]>",
}


@each("text", EDITIONS)
def test_an_edition_says_nothing_false_where_the_name_stood(text: str) -> None:
    assert edition_replaced(NAME, f"One “mark\n{text}\nends” here.", "a baker").split("\n")[1] == EDITIONS[text]


def test_a_word_that_may_be_a_part_of_the_name_is_told() -> None:
    assert has_part(NAME, "Then Lind left.", "a baker")
    assert has_part(NAME, "Then Lindens left.", "a baker")
    assert not has_part(NAME, "Then a linden fell.", "a baker")
    assert not has_part(NAME, "Then it fell.", "a baker")


def test_replies_titles_and_sentences_to_read_again_are_told(tmp_path: Path) -> None:
    path, files = f"{WEEK}/ferry-stops.yaml", dict(FILES)
    for old, new in (
        ("It quotes Bo Lind, who", "Lind’s boat waits. It quotes Bo Lind, who"),
        (
            "corrections: []",
            "corrections: []\nreplies: [{by: The council, date: 2022-11-01, language: en, text: Call Bo Lind.}]",
        ),
    ):
        assert files[path].count(old) == 1
        files[path] = files[path].replace(old, new)
    root = tmp_path / "press"
    press(root, files, WEEK)
    commit(root)
    told = said_by(root, "withdraw", "ferry-stops", "--name", "Bo Lind", "--as", "a baker", "--why", "Asked for.")
    assert told["code"] == 0, told
    assert "text: 'Call […].'" in (root / "digests" / path).read_text("utf-8")
    assert "  replies.1.text: Call […].\n" in str(told["out"])
    sentence = "It quotes a baker, who lives on the far bank, and Cara Fen, who waited for it in the dark."
    assert f"  summary: {sentence}\n" in str(told["out"])
    assert "  summary may have a part of the name still." in str(told["out"])


def test_all_captured_files_of_the_article_are_named(tmp_path: Path) -> None:
    for name, text in {
        "ferry.txt": "Bo Lind waited.", "ferry.html": "<b>Bo</b> <i>Lind</i>", "ferry.pdf": "%PDF", "other.txt": "No.",
        "page.html": "<p>B&#111; Lind</p>", "deep/one.md": "bo-lind", ".gitignore": "*\n", ".keep": "",
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert captures_with(tmp_path, NAME) == ["deep/one.md", "ferry.html", "ferry.pdf", "ferry.txt", "page.html"]
    assert captures_with(tmp_path / "none", NAME) == []
