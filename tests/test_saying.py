"""Messages of checks and verbs in Russian: known by their forms, and none of those an editor reads is missing."""

import ast
from collections.abc import Iterator
from pathlib import Path

from invented import EN, RU
from tables import each
from test_check import IN_ENTRY, WARNINGS
from test_check_files import IN_FILES

from newsdesk.interface.saying import said

PROGRAM = Path(__file__).parent.parent / "newsdesk"


def literals(tree: ast.AST) -> Iterator[str]:
    """What a module says in findings and problems, with 7 for each value."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if getattr(call.func, "id", "") in ("Finding", "Problem", "PydanticCustomError"):
            for one in call.args:
                if isinstance(one, ast.JoinedStr):
                    yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in one.values)
                elif isinstance(one, ast.Constant) and " " in str(one.value):
                    yield str(one.value)


@each("part", ["check/rules/*.py", "check/rules/cited/*.py", "check/shape.py", "model/entry.py", "model/references.py"])
def test_what_an_editor_reads_beside_a_field_is_russian_in_a_russian_desk(part: str) -> None:
    found = {text for path in PROGRAM.glob(part) for text in literals(ast.parse(path.read_text("utf-8")))}
    # Of values with a word or two between them the cases below have the whole.
    whole = {text for text in found if sum(char.isalpha() for char in text) > 12}
    assert whole
    assert {text for text in whole if said(RU, text) == text} == set()


def test_messages_of_cases_are_known_by_their_forms() -> None:
    rows = [row for _, rows in [*IN_ENTRY, *WARNINGS] for row in rows] + [r[1:] for _, rows in IN_FILES for r in rows]
    assert {text for row in rows for text in row[3:5] if text and said(RU, text) == text} == set()


@each(("english", "russian"), [
    ("The summary has 3 words. Say more: 25 to 160 words.",
     "В кратком содержании слов: 3. Напишите больше: от 25 до 160 слов."),
    ('digests/a.yaml:3:1: warning: wrong-type: "title" must be text, not a list. Put it in quotes.',
     "digests/a.yaml:3:1: warning: wrong-type: В поле «title» должно стоять: текст; там: список. Возьмите в кавычки."),
    ("Took out 3 comments of the draft and 1 source that it only offered.",
     "Убрано: комментариев черновика: 3; предложенных источников: 1."),
    ("Nobody says this. The file is empty. Nor this.", "Nobody says this. Файл пустой. Nor this."),
    ('"a" b" does not stand in the article.\nNext: x', "\"a\" b\" does not stand in the article.\nДальше: x"),
    ("Somebody said a, and b.", "Somebody said a, and b."),
    ('"says" is still TODO. Write it: What is said, in our words.',
     "В поле «says» ещё стоит TODO. Впишите: What is said, in our words."),
    ('"It stood...": Every claim of a summary is somebody\'s; in this sentence nobody is named, so it reads as ours.'
     " Say whose word it is - the ministry says, the article reports. See about/voice/unowned/ on the site.",
     "«It stood...»: У каждого утверждения изложения есть автор; здесь он не назван, и оно читается как наше. Скажите,"
     " чьи это слова: сообщает министерство, пишет статья. Смотрите about/voice/unowned/ на сайте."),
    ("", ""),
    ("A. " * 1300, "A. " * 1300),
    ('"x" (y): z. ' * 300, '"x" (y): z. ' * 300),
])  # fmt: skip
def test_a_message_is_known_by_its_form(english: str, russian: str) -> None:
    assert said(RU, english) == russian
    assert said(EN, english) == english
