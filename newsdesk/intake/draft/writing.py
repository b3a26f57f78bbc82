"""YAML of a draft, written line by line so that every comment stands beside its field."""

import json
import re

from newsdesk.load import parse

# What the reader of entries refuses, and line ends: see newsdesk/load/reader.py.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_PLAIN = re.compile(r"[^\W_][\w ,.()'’‘«»“”„ʻʼ؟،?!/;–—-]*")


def one_line(text: str, limit: int = 300) -> str:
    """A text in one line without invisible characters, cut at a limit."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def scalar(text: str, limit: int = 500) -> str:
    """A text as a YAML value: plain where YAML takes it as it is, else in double quotes."""
    line = one_line(text, limit)
    if _PLAIN.fullmatch(line) and not line.endswith(" "):
        document, problems = parse("", f"x: {line}".encode())
        if document and not problems and document.data.get("x") == line:
            return line
    return json.dumps(line, ensure_ascii=False)


def offered(text: str, why: str) -> str:
    """A value that a comment offers with its reason: in quotation marks where either has parentheses of its own."""
    value = scalar(text, 2000)
    if not value.startswith('"') and "(" in value + why:
        value = json.dumps(value, ensure_ascii=False)
    return f"Perhaps {value} ({why})?"


def comment(text: str, indent: str = "", limit: int = 900) -> list[str]:
    """A comment in lines of about a hundred characters."""
    lines, line = [], ""
    for word in one_line(text, limit).split():
        if line and len(line) + len(word) > 96:
            lines.append(f"{indent}# {line}")
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, f"{indent}# {line}"] if line else lines


def todo(field: str, why: str, indent: str = "") -> list[str]:
    """A field that waits for an editor, with the reason and what to write above it.

    Not below: a comment that is indented below a folded text becomes a part of the text.
    """
    return [*comment(why, indent), f"{indent}{field}: TODO"]


def explained(line: str, why: str) -> list[str]:
    """A line with its comment above it."""
    return [*comment(why), line]
