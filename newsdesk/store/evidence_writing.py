"""Writes evidence into entries, and verifies entries against a text: the edge that reads and writes files."""

import json
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from newsdesk.check import check
from newsdesk.check.rules.evidence import message, rule_of, shortened
from newsdesk.check.shape import todos
from newsdesk.evidence import Claims, Kind, Text, claims_in, evidence_of, forgotten, judge, seal_of, sealed, verified_in
from newsdesk.evidence.cited.sentences import Hashed
from newsdesk.evidence.fingerprint import hashes_in, key_of
from newsdesk.evidence.names import Official
from newsdesk.evidence.words import count
from newsdesk.load import MAX_BYTES, Document, parse, read_ordinary, read_whole, reason, shown_path
from newsdesk.load.ordinary import limit_of
from newsdesk.model import Evidence
from newsdesk.model.codes import ID
from newsdesk.model.evidence import Compared, Fingerprint
from newsdesk.problems import Problem, Refusal, Severity, UsageError, in_order
from newsdesk.store.files import replace
from newsdesk.store.history.moved import instead_of

# A filter of more words would not fit into an entry.
MAX_WORDS = 30_000
# Only pointed out: the entry is not wrong for it.
NOTED = frozenset(
    {Kind.NEAR_OTHER, Kind.UNMARKED, Kind.INVISIBLE, Kind.UNRECORDED, Kind.OTHER_TEXT, Kind.OLD_EVIDENCE,
     Kind.TITLE_UNPRINTED, Kind.BYLINE_UNPRINTED, Kind.DAY_UNPRINTED, Kind.ROLE_UNPRINTED}
)  # fmt: skip
_FIELD = re.compile(r"^evidence[ \t]*:", re.MULTILINE)
# Why there was none, in one line or several: it goes with the first evidence.
_REASON = re.compile(r"^not_captured[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE)
_NEXT = re.compile(r"^[^\s#]", re.MULTILINE)
_BEFORE = re.compile(r"^(?:drafted_by|reviewed|corrections)[ \t]*:", re.MULTILINE)
_WIDTH = 96
WRAPPED = frozenset({*(Compared.model_fields.keys() - Fingerprint.model_fields.keys()), "printed", "unprinted"})
"""The fields of evidence that are hashes in one text, and are left out where there are none."""


def find_entry(digests: Path, named: str) -> Path:
    """The file of an entry that is named by its id or its path."""
    if ID.fullmatch(named):
        found = sorted(digests.glob(f"*/{named}.yaml"))
        if len(found) > 1:
            raise UsageError(f"There are {len(found)} entries {named}: name one by its path.")
        if found:
            return found[0]
    path = Path(named)
    if path.suffix == ".yaml" and path.is_file() and not path.name.startswith("_"):
        return path
    said = f"There is no entry {named}. Name it by its id or by the path of its file."
    raise UsageError(f"{said} {instead_of(digests, path.stem)}".rstrip())


def verify(path: Path, root: Path, text: str) -> tuple[list[Problem], int]:
    """What a text does not bear out of an entry, located there, and how many names and quotations were compared.

    Problems of the severity `warning` are only noted. Refused where the entry cannot be read.
    """
    document = _document(path, root)
    return _compared(document, path.stem, Text(text), claims_in(document.data, registered(path.parent.parent, root)))


def registered(digests: Path, root: Path) -> Official:
    """The registered names of a collection; its registers are read when they are asked for."""

    def names() -> list[str]:
        documents = {}
        for inner in (f"{register}.yaml" for register in ("outlets", "people", "places", "stories")):
            with suppress(OSError):
                documents[inner], _ = parse(inner, read_ordinary(digests / inner, limit_of(inner)), limit_of(inner))
        return list(check(documents)[0].official_names())

    return Official(names)


def _compared(document: Document, entry: str, text: Text, claims: Claims) -> tuple[list[Problem], int]:
    evidence = _evidence_in(document)
    problems = []
    for verdict in judge(claims, evidence, text):
        if verdict.kind in (Kind.UNRECORDED, Kind.OLD_EVIDENCE):
            continue  # what the fingerprint knows is for `check`; here the text speaks
        said, hint = message(verdict, entry)
        severity = Severity.WARNING if verdict.kind in NOTED else Severity.ERROR
        line, column = document.where(verdict.loc, offset=verdict.offset)
        problems.append(Problem(document.path, line, column, rule_of(verdict), said, hint, severity))
    return in_order(problems), len(claims.named) + len(claims.quoted)


def fingerprint(
    path: Path,
    root: Path,
    text: str,
    captured: date,
    looked_for: Callable[[Evidence], Hashed] | None = None,
    official: Official | None = None,
    told: Sequence[str] = (),
) -> tuple[Evidence, bool, list[Problem]]:
    """Write the evidence of an entry into its file, from the text of the article.

    `looked_for` tells, beside the evidence without it, what is kept of figures, dates and names of sentences.
    `official` are the registered names, where somebody has read them already; `told` is what the page says of itself.

    Comments and everything else stay as they are. Returns the evidence, whether the file had to be
    changed, and what of the entry does not stand in the text, which is then not recorded. Refused where
    the evidence that is there bears out more of the entry.
    """
    document = _document(path, root)
    official = official or registered(path.parent.parent, root)
    old, made, problems = evidence_for(document, path.stem, official, text, captured, looked_for, told)
    if made is old:
        return made, False, problems
    write_evidence(path, document, made)
    return made, True, problems


def evidence_for(
    document: Document,
    name: str,
    official: Official,
    text: str,
    captured: date,
    looked_for: Callable[[Evidence], Hashed] | None = None,
    told: Sequence[str] = (),
) -> tuple[Evidence | None, Evidence, list[Problem]]:
    """The evidence that an entry has and that from a text, the same where it is current, and what is amiss.

    Refused as `fingerprint` refuses it.
    """
    if left := len(list(todos(document.data.get("sources")))):
        raise Refusal(
            f"{document.path}: in sources {left} values are still TODO. Fill them in first: the check names each."
        )
    article = usable(text)
    claims = claims_in(document.data, official)
    made = evidence_of(article, claims, captured, None, told)
    if looked_for:
        made = evidence_of(article, claims, captured, looked_for(made).fields, told)
    old = _evidence_in(document)
    if old and (lost := _lost(claims, old, made)):
        raise Refusal(
            f"{document.path}: nothing was written. The evidence that is there bears out what this text does not have:"
            f" {lost}. Is it the text of another article? To begin anew all the same, write evidence: null first."
        )
    if (sought := len(claims.named) + len(claims.quoted)) and not (made.names or made.quotations):
        what = "not its only name or quotation" if sought == 1 else f"none of its {sought} names and quotations"
        raise Refusal(f"{document.path}: nothing was written. The text has {what}. Is it that of another article?")
    found, _ = _compared(document, name, article, claims)
    problems = [problem for problem in found if problem.rule != "not-checkable-here"]
    written_anew = {"captured", "seal"}
    if old is not None and made.model_dump(exclude=written_anew) == old.model_dump(exclude=written_anew):
        return old, old, problems
    return old, made, problems


def forget(
    path: Path, root: Path, still: Callable[[Evidence], Mapping[str, tuple[str, ...]]] | None = None
) -> tuple[Evidence, int]:
    """Take out of an entry's evidence what the entry no longer shows; no text is needed.

    `still` tells which hashes of figures, dates and names sentences still call for.

    Returns the evidence and how many hashes were taken out. Refused where there is none, or where names or
    quotations stand in the entry that it does not know: then only the text tells which of them have changed.
    """
    document = _document(path, root)
    old = _evidence_in(document)
    if old is None or seal_of(old) != old.seal:
        raise Refusal(f"{document.path}: there is no evidence as the tool wrote it.")
    made = forgotten(claims_in(document.data), old)
    if made is old:
        raise Refusal(
            f"{document.path}: the entry shows names or quotations that its evidence does not know. Write the evidence"
            " anew from the text of the article."
        )
    if still:
        made = made.model_copy(update=dict(still(made)))
        made = sealed(made)
    if made == old:
        return old, 0
    write_evidence(path, document, made)
    return made, max(1, hashes_in(old) - hashes_in(made))


def _lost(claims: Claims, old: Evidence, made: Evidence) -> str:
    """What the old evidence of an entry bears out and the new one does not, in words; "" where there is nothing."""
    before, after = (verified_in(claims, evidence) for evidence in (old, made))
    said = [f'"{shortened(one.quotation)}"' for one in claims.quoted if one.at in before[0] - after[0]]
    said += [f'the name "{shortened(one.printed)}"' for one in claims.named if one.at in before[1] - after[1]]
    if old.summary == claims.summary_hash(key_of(old.sha256)) and not made.summary:
        said.append("that the summary is no copy")
    return ", ".join(said)


def write_evidence(path: Path, document: Document, evidence: Evidence) -> None:
    """Put evidence into the text of an entry's file, in one step; refused where anything else would change."""
    text = replaced(_REASON.sub("", document.text), as_yaml(evidence))
    again, problems = parse(document.path, text.encode())
    others = [{**d.data, "evidence": None, "not_captured": None} for d in (document, again) if d]
    if problems or len(others) < 2 or others[0] != others[1]:
        raise Refusal(
            f"{document.path}: evidence cannot be put in. Write the field evidence: null on a line of its own."
        )
    raw = text.replace("\n", "\r\n") if b"\r\n" in read_whole(path) else text
    replace(path, raw.encode())


def as_yaml(evidence: Evidence) -> str:
    """Evidence as the field of an entry, in lines that a reader of differences can bear."""
    lines = ["evidence:  # written by the tool, never by hand"]
    for name, value in evidence.model_dump(mode="json").items():
        if name == "filter":
            lines += ["  filter: >-", *(f"    {value[at : at + _WIDTH]}" for at in range(0, len(value), _WIDTH))]
        elif name in WRAPPED:
            if value:
                hashes = textwrap.wrap(" ".join(value), _WIDTH)
                lines += [f'  {name}: "{hashes[0]}', *(f"    {line}" for line in hashes[1:])]
                lines[-1] += '"'
        elif isinstance(value, list):
            # Quoted: a hash of digits only is a number to YAML.
            lines += [f"  {name}:", *(f'    - "{item}"' for item in value)] if value else [f"  {name}: []"]
        else:
            is_hash = name in ("sha256", "summary", "seal") and value is not None
            lines.append(f"  {name}: {json.dumps(value) if is_hash or value is None else value}")
    return "\n".join(lines) + "\n"


def replaced(text: str, field: str) -> str:
    """The text of an entry with its field `evidence` in place of the old one, or where the order puts it."""
    text = text.replace("\r\n", "\n")
    if text and not text.endswith("\n"):
        text += "\n"
    if there := _FIELD.search(text):
        start = there.start()
        line_end = text.find("\n", start) + 1
        end = _NEXT.search(text, line_end)
        old = text[start : end.start() if end else len(text)]
        # Comments and blank lines between the fields belong to the next one.
        kept = re.search(r"\n((?:[ \t]*\n|#[^\n]*\n)*)\Z", old)
        return text[:start] + field + (kept[1] if kept else "") + text[start + len(old) :]
    start = found.start() if (found := _BEFORE.search(text)) else len(text)
    return text[:start] + field + text[start:]


def usable(text: str) -> Text:
    """A text that evidence can be made from; refused where it has no words, or too many for a filter."""
    found = Text(text)
    if not found.words:
        raise Refusal("The text has no words.")
    if (number := count(found.words)) > MAX_WORDS:
        raise Refusal(f"The text has {number:,} words, more than {MAX_WORDS:,}: keep the article alone.")
    return found


def _document(path: Path, root: Path) -> Document:
    shown = shown_path(path, root)
    try:
        document, problems = parse(shown, read_ordinary(path, MAX_BYTES))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {reason(error)}.") from None
    if document is None or problems:
        first = problems[0]
        raise Refusal(f"{first.path}:{first.line}:{first.column}: {first.rule}: {first.sentence}")
    return document


def _evidence_in(document: Document) -> Evidence | None:
    """The evidence as far as it has the right shape; `check` says what is wrong with it otherwise."""
    try:
        return Evidence.model_validate(document.data.get("evidence"))
    except ValueError:
        return None
