"""Collects the messages of the interface from code and templates into the files of its languages.

python scripts/messages.py            bring every newsdesk/interface/locale/*.po up to date
python scripts/messages.py --check    write nothing; exit 1 with what is missing, unsure, gone or inconsistent
python scripts/messages.py --new kk   begin a language
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from newsdesk.desk.records.rooms import ROOMS, meanings  # noqa: E402

PACKAGE = ROOT / "newsdesk"
LOCALE = PACKAGE / "interface" / "locale"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Templates and the script say `_("…")`; a module says `words("…")`, `collection.words("…")` or `words.ngettext(…)`,
# and `counted(words, number, "entry", "entries")`.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "words": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "counted": (3, 4),
}


def python(file: Any, keywords: Iterable[str], tags: Any, options: Any) -> Iterator[tuple]:
    """Messages in a module, from its syntax tree: Babel's own reader looks into f-strings from Python 3.12 only."""
    source = file.read()
    # Most modules say nothing.
    says = re.search(rb"\b(?:%s)\b[\s)]*\(" % "|".join(keywords).encode(), source)
    for node in ast.walk(ast.parse(source)) if says else ():
        if not isinstance(node, ast.Call):
            continue
        # A name, or the last name of `collection.words` and of `words.ngettext`.
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in keywords:
            if any(isinstance(argument, ast.JoinedStr) for argument in node.args):
                raise ValueError(f"{name}() takes a written text, not an f-string: {ast.unparse(node)}")
            texts = tuple(argument.value if isinstance(argument, ast.Constant) else None for argument in node.args)
            if any(isinstance(text, str) for text in texts):
                yield node.lineno, name, texts[0] if len(texts) == 1 else texts, []


def rule(file: Any, keywords: Iterable[str], tags: Any, options: Any) -> Iterator[tuple]:
    """Messages in the file of a rule: what its page and its findings say."""
    node = yaml.compose(file.read(), Loader=_LOADER)
    for key, value in node.value:
        if key.value in ("title", "reason", "better"):
            yield key.start_mark.line + 1, "words", value.value, []


def said(file: Any, keywords: Iterable[str], tags: Any, options: Any) -> Iterator[tuple]:
    """Messages that are known again by their form: see newsdesk/interface/saying.py."""
    for part, forms in yaml.compose(file.read(), Loader=_LOADER).value:
        context = "said inside" if part.value == "inside" else "said"
        for form in forms.value:
            yield form.start_mark.line + 1, "pgettext", (context, form.value), []


def fields(file: Any, keywords: Iterable[str], tags: Any, options: Any) -> Iterator[tuple]:
    """What the fields of records mean, which a message says of one that is missing, beside the messages of a module."""
    source = file.read()
    yield from python(io.BytesIO(source), keywords, tags, options)
    for kind in ast.walk(ast.parse(source)):
        bases = [ast.unparse(base) for base in kind.bases] if isinstance(kind, ast.ClassDef) else []
        is_record = bases and "NamedTuple" not in bases
        for field, below in zip(kind.body, kind.body[1:], strict=False) if is_record else ():
            text = below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else None
            is_field = isinstance(field, ast.AnnAssign) and not ast.unparse(field.annotation).startswith("ClassVar")
            if is_field and isinstance(text, str):
                yield below.lineno, "pgettext", ("said", " ".join(text.split())), []


def terms(file: Any, keywords: Iterable[str], tags: Any, options: Any) -> Iterator[tuple]:
    """What the terms of the vocabularies mean, which stands beside each that can be chosen."""
    for kind in ast.walk(ast.parse(file.read())):
        for made in kind.body if isinstance(kind, ast.ClassDef) else ():
            if isinstance(made, ast.Assign) and isinstance(made.value, ast.Tuple):
                yield made.lineno, "words", ast.literal_eval(made.value.elts[1]), []


# Those whose fields people write, and not a program.
_WRITTEN = ("about", "coordinates", "corrections", "digest", "entry", "made", "proceedings", "record", "references",
            "register")  # fmt: skip


def forms(file: Any, keywords: Iterable[str], tags: Any, options: Any) -> Iterator[tuple]:
    """What stands beside the fields of the registers' forms, those inside of others included, where nothing has it."""
    known = set[str]()
    for names, how in _MODEL:
        for name in names:
            with (PACKAGE / "model" / f"{name}.py").open("rb") as source:
                known |= {
                    text[-1] if isinstance(text, tuple) else text for _, _, text, _ in how(source, (), None, None)
                }
    yield from ((0, "pgettext", ("said", text), []) for room in ROOMS for text in meanings(room) if text not in known)


_MODEL = ((_WRITTEN, fields), (("terms",), terms))
TEMPLATE = "jinja2.ext.babel_extract"
METHODS = [
    ("interface/locale/said.yaml", said),
    ("check/voice/rules/**.yaml", rule),
    ("starter/**", "ignore"),
    *((f"model/{name}.py", how) for names, how in _MODEL for name in names),
    ("model/schema*.py", forms),
    ("**.py", python),
    ("templates/**", TEMPLATE),
    ("theme/**.html", TEMPLATE),
    ("theme/**.js", "javascript"),
    ("desk/assets/**.js", "javascript"),
]
OPTIONS = {
    "templates/**": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"},
    "theme/**.html": {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"},
    # What a script says inside of `…${…}` too.
    "theme/**.js": {"parse_template_string": True},
    "desk/assets/**.js": {"parse_template_string": True},
}
# `{name}` of str.format, `%(name)s` of trans.
_PLACE = re.compile(r"\{(\w*)\}|%\((\w+)\)s")
_COMMENT = "Messages of the interface. scripts/messages.py keeps this file; fill in what msgstr leaves empty."
# A catalogue wants a date, a file that is the same for the same input has none.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def extracted() -> Catalog:
    """Every message, in the order of files and of their lines, without the lines, which change with each edit."""
    found = Catalog(charset="utf-8")
    messages = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS, ["Translators:"], strip_comment_tags=True)
    ordered = sorted(messages, key=lambda message: (message[0], message[1], str(message[2])))
    for file, _, text, comments, context in ordered:
        found.add(text, None, [(f"newsdesk/{file}", None)], auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    """A language's file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"), abort_invalid=True)


def written(catalogue: Catalog) -> bytes:
    """The file of a catalogue: the same messages give the same bytes."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=True, include_previous=False)
    header = (
        f"# {_COMMENT}\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return header.encode() + buffer.getvalue().strip() + b"\n"


def updated(path: Path, template: Catalog) -> bytes:
    """A language's file with the messages that there are now; those that are gone go, guesses are not made."""
    catalogue = read(path)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return written(catalogue)


def places(text: str) -> list[str]:
    """The names of the places in a text, in order of the alphabet."""
    return sorted({match[0] for match in _PLACE.finditer(text)})


def faults(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What a language lacks, in sentences."""
    for message in template:
        if message.id:
            said = catalogue.get(message.id, message.context)
            yield from _faults_of(message, said)
    wanted = {(message.context, _one(message)) for message in template}
    for message in catalogue:
        if message.id and (message.context, _one(message)) not in wanted:
            yield f"{_shown(message)} is no longer used."
    for message in catalogue.obsolete.values():
        yield f"{_shown(message)} is no longer used."


def _faults_of(message: Message, said: Message | None) -> Iterator[str]:
    if said is None:
        yield f"{_shown(message)} is missing."
        return
    forms = said.string if isinstance(said.string, tuple | list) else (said.string,)
    if said.fuzzy:
        yield f"{_shown(message)} is marked fuzzy: look at it and take the mark away."
    if not all(forms):
        yield f"{_shown(message)} is not translated."
        return
    texts = message.id if message.pluralizable else (message.id,)
    # One form of a plural may do without the number: "one entry".
    allowed, needed = set(places("".join(texts))), set(places(texts[-1]))
    for form in forms:
        unknown, lost = set(places(form)) - allowed, needed - set(places(form))
        if unknown:
            yield f'{_shown(message)} has {", ".join(sorted(unknown))}, which the English has not: "{form}".'
        if lost and not message.pluralizable:
            yield f'{_shown(message)} lacks {", ".join(sorted(lost))}: "{form}".'


def _one(message: Message) -> str:
    return message.id[0] if message.pluralizable else message.id


def _shown(message: Message) -> str:
    where = f" ({message.context})" if message.context else ""
    return f'"{_one(message)}"{where}'


def begun(tag: str) -> bytes:
    """The file of a language that is new."""
    locale = Locale.parse(tag, sep="-")
    catalogue = Catalog(locale, charset="utf-8", creation_date=_NEVER, revision_date=_NEVER)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    return written(catalogue)


def main(arguments: list[str] | None = None) -> int:
    """Run it; 0 fine, 1 faults, 2 usage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, list what is wrong")
    parser.add_argument("--new", metavar="TAG", help="begin a language, by its BCP 47 tag")
    options = parser.parse_args(arguments)
    if options.new:
        path = LOCALE / f"{options.new}.po"
        if path.exists():
            parser.error(f"{path} is there already.")
        try:
            path.write_bytes(begun(options.new))
        except (ValueError, LookupError) as error:
            parser.error(f"{options.new} is no language that Babel knows: {error}")
        print(f"Write the translations into {path}.")
        return 0
    template, wrong = extracted(), 0
    for path in sorted(LOCALE.glob("*.po")):
        if options.check:
            found = list(faults(read(path), template))
            if not found and path.read_bytes() != updated(path, template):
                found = ["The file is not in order: run python scripts/messages.py."]
            for fault in found:
                print(f"{path.name}: {fault}")
            wrong += len(found)
        else:
            path.write_bytes(updated(path, template))
            missing = sum(1 for _ in faults(read(path), template))
            print(f"{path.name}: {len(template)} messages, {missing} to look at.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
