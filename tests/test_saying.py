"""Messages of checks and verbs in Russian: known by their forms, and none of those an editor reads is missing."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from invented import EN, RU
from tables import each
from test_check import IN_ENTRY, WARNINGS
from test_check_files import IN_FILES
from tooling import parsed

from newsdesk.interface.saying import said

PROGRAM = Path(__file__).parent.parent / "newsdesk"


TELLING = ("Finding", "Problem", "PydanticCustomError", "Refusal", "UsageError", "NoEntry", "Changed")
# What a desk may print: checks, the verbs that it runs, and its own pages. Others talk to a terminal alone.
ON_THE_DESK = (
    "check", "model", "load", "desk", "intake/capture", "intake/inbox", "intake/fetch.py", "intake/reach.py",
    "intake/packed.py", "intake/keeping.py", "intake/original.py", "build/entries", "build/inbox", "build/settling",
    "build/living/previewing.py", "build/project.py", "build/missing.py", "store/verbs", "store/editing", "store/cited",
    "store/codings", "store/inbox", "store/captured", "store/evidence_writing.py", "store/closing.py",
    "store/maintained.py", "store/history/__init__.py", "commands/fingerprint.py", "commands/finish.py",
    "commands/review.py", "commands/blind.py", "commands/outlet.py", "commands/correct.py", "commands/withdraw.py",
    "commands/reply.py",
)  # fmt: skip


def written(node: ast.AST, value: str) -> list[str]:
    """What a piece of a message may look like, with `value` for each value in it."""
    match node:
        case ast.Constant():
            return [re.sub(r"\{\w+\}", value, str(node.value))]
        case ast.JoinedStr():
            return ["".join(parts) for parts in product(*(written(part, value) for part in node.values))]
        case ast.FormattedValue(value=ast.IfExp() as either):
            return [*written(either.body, value), *written(either.orelse, value)]
    return [value]


def literals(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What a module tells, with 7 for each value, and with a sentence for each."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if {getattr(call.func, "id", ""), getattr(call.func, "attr", "")} & {*TELLING, "tell", "_tell"}:
            for one in call.args:
                if isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and " " in str(one.value)):
                    for pair in zip(written(one, "7"), written(one, "X is so."), strict=True):
                        # What stands below a line is a command.
                        yield pair[0].partition("\n")[0], pair[1].partition("\n")[0]


def places() -> Iterator[Path]:
    for part in ON_THE_DESK:
        yield from [PROGRAM / part] if part.endswith(".py") else sorted((PROGRAM / part).rglob("*.py"))


def test_what_a_desk_prints_is_russian_in_a_russian_desk() -> None:
    found = {pair for path in places() for pair in literals(parsed(path.read_text("utf-8")))}
    # Of values with a word or two between them the cases below have the whole.
    whole = {pair for pair in found if sum(char.isalpha() for char in pair[0]) > 12}
    assert len(whole) > 350
    assert sorted(pair[0] for pair in whole if all(said(RU, text) == text for text in pair)) == []


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
    ('"a" b" does not stand in the article.\nNext: x', "«a\" b» нет в статье.\nДальше: x"),
    ('"A": not in the part of b.example/c that was captured. Run x fingerprint e --reference b.',
     '"A": нет в сохранённой части b.example/c. Выполните x fingerprint e --reference b.'),
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
