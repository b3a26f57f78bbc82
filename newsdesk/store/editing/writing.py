"""Values as YAML in the one style of our files: texts plain where they can be, long ones folded, short lists in a line.

ruamel.yaml writes them. What is plain for it is what `newsdesk/load/reader.py` takes for what was meant.
"""

import re
import textwrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.compat import StringIO
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, SingleQuotedScalarString

from newsdesk.load.reader import LIKE_NOTHING

WIDTH = 100
"""Characters in a line, as far as there are blanks to break it at."""
# What stands in a line in brackets, as people write it: names with their language, translations, signatures.
_PAIRS = frozenset({"text", "language", "by", "on"})
# An id, a code, a domain: a list of them is read at a glance.
_WORD = re.compile(r"[^\s,\[\]{}#:&*!|>'\"%@`]+")
# What our reader takes for text, and other programs for a number or a word of YAML.
_ELSEWHERE = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[0-9]+(?::[0-5]?[0-9])+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|True|TRUE|False|FALSE|"
    # What other programs merge, and cannot read anywhere else.
    r"=|<<|" + "|".join(map(re.escape, LIKE_NOTHING))
)
# What a reader of YAML 1.1 takes in brackets for the mark of a key or of a value: libyaml reads most of it, and the
# reader that is written in Python none.
_IN_BRACKETS = re.compile(r"\?|^:")
# What is a number for everybody who reads the file, although our reader takes what has a point for text.
_NUMBERS = frozenset({"latitude", "longitude"})
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_-]*")
_NEVER = 1 << 20


# What our reader takes for something else than text, by the first letter, as ruamel.yaml wants it.
_WORDS: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    letter: [(f"tag:yaml.org,2002:{kind}", re.compile(pattern))]
    for letters, kind, pattern in (
        (("", "~", "n"), "null", r"^(?:~|null|)$"),
        ("tf", "bool", r"^(?:true|false)$"),
        ("-0123456789", "int", r"^-?(?:0|[1-9][0-9]{0,17})$"),
    )
    for letter in letters
}


_WORDS_AS_THEY_ARE = frozenset({"null", "true", "false"})


class _Resolver(VersionedResolver):
    """Knows these words, and no others."""

    @property
    def versioned_resolver(self) -> Any:
        return _WORDS


class _Representer(RoundTripRepresenter):
    """Writes `null` where there is nothing."""

    def nothing(self, _: None) -> Any:
        return self.represent_scalar("tag:yaml.org,2002:null", "null")


_Representer.add_representer(type(None), _Representer.nothing)


def pair(key: str, value: Any, column: int, *, plain_key: bool = True, folds: bool = True) -> str:
    """A key with its value, in lines that are indented by `column`, without the last line's end.

    The first line is not indented: it goes where the key does. Without `folds` each text stands in one line.
    """
    said = styled(value, column + len(key) + 2, folds=folds)
    return _indented(_dumped({key if plain_key else DoubleQuotedScalarString(key): said}, column), column)


def item(value: Any, column: int, *, folds: bool = True) -> str:
    """An item of a list, with its dash, in the same way."""
    return _indented([line[2:] for line in _dumped([styled(value, column + 2, folds=folds)], column + 2)], column)


def quoted(text: str) -> str:
    """A text behind its key in one line, in the quotation marks that it needs there."""
    return text if _is_plain(text) else _dumped({"k": _quoted(text)}, 0)[0][3:]


def in_line(value: Any) -> str:
    """A value in one line, as it may stand in brackets."""
    if isinstance(value, str) and _is_plain(value):
        return value
    if isinstance(value, list) and all(isinstance(one, str) and _is_plain(one) for one in value):
        return f"[{', '.join(value)}]"
    return _dumped([_flow([value])], 0)[0].strip().removeprefix("- [").removesuffix("]")


def styled(value: Any, used: int, *, folds: bool = True) -> Any:
    """A value that knows how it is to be written; `used` are the characters before it in its line."""
    if isinstance(value, dict):
        if value and value.keys() <= _PAIRS and _is_short(value, used):
            return _flow(value)
        found = CommentedMap()
        for key, inner in value.items():
            is_number = key in _NUMBERS and isinstance(inner, str) and _DECIMAL.fullmatch(inner)
            found[_quoted(key)] = inner if is_number else styled(inner, 2 + len(str(key)) + 2, folds=folds)
        if not value:
            found.fa.set_flow_style()
        return found
    if isinstance(value, list | tuple):
        words = all(isinstance(one, str | int) and _WORD.fullmatch(str(one)) for one in value)
        if words and _is_short(value, used):
            return _flow(value)
        return CommentedSeq([styled(one, 4, folds=folds) for one in value])
    is_long = folds and isinstance(value, str) and (len(value) + used > WIDTH or "\n" in value)
    return (is_long and folded(value, used)) or _quoted(value)


def folded(text: str, used: int = WIDTH) -> FoldedScalarString | None:
    """A text in a block whose lines break at blanks; None where that would change it, or there is nothing to break."""
    if text != text.lstrip() or text.rstrip("\n") != text.rstrip() or text.endswith("\n\n"):
        return None
    if any(line[:1].isspace() or line != line.rstrip() for line in text.split("\n")) or "\t" in text:
        return None
    folds, at = [], 0
    for line in text.split("\n"):
        start = at
        for piece in wrapped(line, WIDTH - min(used, 20))[:-1]:
            start += len(piece)
            folds.append(start)
            start += 1
        at += len(line) + 1
    if not folds and "\n" not in text:
        return None
    made: FoldedScalarString = FoldedScalarString(text)
    made.fold_pos = folds  # type: ignore[attr-defined] # ruamel looks for it, and declares it nowhere
    return made


def wrapped(line: str, width: int) -> list[str]:
    """A text broken at single blanks: `" ".join` makes it what it was."""
    pieces: list[str] = []
    for word in line.split(" "):
        # Two blanks in a row stay in one line, where they mean two.
        if pieces and word and not pieces[-1].endswith(" ") and len(pieces[-1]) + 1 + len(word) > width:
            pieces.append(word)
        else:
            pieces[-1:] = [f"{pieces[-1]} {word}" if pieces else word]
    return pieces


def _is_plain(text: str) -> bool:
    """Whether it is a word or an id that nobody can take for anything else: most are."""
    return bool(_PLAIN.fullmatch(text)) and text not in _WORDS_AS_THEY_ARE and not _ELSEWHERE.fullmatch(text)


def _is_short(value: Any, used: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    if any(isinstance(one, dict | list | tuple) or (isinstance(one, str) and "\n" in one) for one in inner):
        return False
    return used + len(in_line(value)) <= WIDTH


def _flow(value: Any) -> Any:
    if isinstance(value, dict):
        found: Any = CommentedMap((_quoted(key, in_brackets=True), _flow(inner)) for key, inner in value.items())
    elif isinstance(value, list | tuple):
        found = CommentedSeq([_flow(one) for one in value])
    else:
        return _quoted(value, in_brackets=True)
    found.fa.set_flow_style()
    return found


def _quoted(value: Any, *, in_brackets: bool = False) -> Any:
    """A text in quotes where ruamel.yaml gives it none and our reader wants some."""
    if not isinstance(value, str):
        return value
    if not value.isprintable():  # what only escapes can write
        return DoubleQuotedScalarString(value)
    is_odd = value[:1] == "?" or _ELSEWHERE.fullmatch(value) or (in_brackets and _IN_BRACKETS.search(value))
    return SingleQuotedScalarString(value) if is_odd else value


def _dumped(value: Any, column: int) -> list[str]:
    yaml = YAML()
    yaml.Resolver, yaml.Representer = _Resolver, _Representer
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width, yaml.allow_unicode = _NEVER, True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    out = StringIO()
    yaml.dump(value, out)
    return out.getvalue().rstrip("\n").split("\n")


def _indented(lines: list[str], column: int) -> str:
    return "\n".join([lines[0], *(textwrap.indent(line, " " * column) for line in lines[1:])])
