"""Which file may stand where below `digests`: a file that nothing reads is a typo until proven otherwise."""

import re
from collections.abc import Iterable, Sequence

from newsdesk.model.codes import meant_week
from newsdesk.model.register import REGISTERS
from newsdesk.problems import Problem, Severity, closest

# What the program itself writes when a week is closed: all published addresses, the ids in feeds that follow from
# nothing else, each edition as it went out, and what was counted then; and what `watch` found at other people's pages.
DIGEST_FILE, MOVED, ADDRESSES, FEED_IDS = "_digest.yaml", "_moved.yaml", "_addresses.txt", "_feed_ids.txt"
FIGURES = "_figures.yaml"
LOOKS = "watch.yaml"
# What second readers made of sources, which `review --blind` writes.
CODINGS = "_codings.yaml"
# The evidence of pages that references lead to, by clean address: `fingerprint --reference` writes it.
PAGES = "pages.yaml"
EDITION = re.compile(r"_edition-([1-9][0-9]{0,3})\.md")
# The registers of a large collection are one file each, and so are what has moved, was counted and was looked at.
LARGE = (*(f"{name}.yaml" for name in REGISTERS), MOVED, FIGURES, LOOKS, PAGES, CODINGS)
# Slips of the pen for _digest.yaml, which would else be read as entries.
_NEARLY_DIGESTS = ("digest.yaml", "_digests.yaml", "digests.yaml")
# What editors, browsers, desktops and git leave beside files: copies while a file is open or on its way, and
# pictures of a folder.
_LITTER = re.compile(
    r"thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|\.directory|\._.*|icon\r"  # of the desktop
    r"|.*~|\.?#.*|.+\.sw[a-p]|4913|\.~lock\..*|~\$.*|.*\.(?:(?:bak|save)\.?\d*|orig|rej|tmp|kate-swp)"
    r"|.+___jb_(?:tmp|old|bak)___|\.nfs[0-9a-f]+|\.fuse_hidden.*|\.goutputstream-.*"
    r"|.*\.(?:part|partial|crdownload|download)",
    re.IGNORECASE,
)
# Folders that a desktop or a disk on the network makes beside the files.
_LITTER_FOLDERS = frozenset({"@eaDir", "__MACOSX", "$RECYCLE.BIN", "System Volume Information", "lost+found"})
# How programs name a second copy of a file: "x (1)", "x - Copy", "x copy 2", "x (Ann's conflicted copy 2026-11-22)".
_COPY = re.compile(
    r"(?P<name>.+?)(?: ?\(\d+\)| ?[-–—] ?copy(?: ?\(\d+\))?| copy(?: \d+)?| \(.*conflict.*\)|\.sync-conflict-[\w-]+)",
    re.IGNORECASE,
)
_DRAFT_WEEK = "2026-W47"


def first_of(stem: str) -> str:
    """The name of which a name is that of a second copy, as programs call one; any other name as it is."""
    found = _COPY.fullmatch(stem)
    return found["name"] if found else stem


def is_litter(name: str) -> bool:
    """Whether a file of this name is what an editor or a desktop leaves behind, which nobody means to publish."""
    return bool(_LITTER.fullmatch(name))


def is_record_file(parts: Sequence[str]) -> bool:
    """Whether a file is read as YAML: a register, an entry or a digest."""
    name = parts[-1]
    return name.endswith(".yaml") and name != ".yaml" and not (len(parts) > 1 and _meant_as_digest(name))


def is_plain(inner: str) -> bool:
    """Whether a path below `digests` is that of a file of plain text, which the program wrote."""
    folder, _, name = inner.rpartition("/")
    return inner in (ADDRESSES, FEED_IDS) or bool("/" not in folder and folder and EDITION.fullmatch(name))


def example_week(folders: Iterable[str]) -> str:
    """The newest week of a collection, for messages; a neutral one where it has none yet."""
    return max((name for name in folders if meant_week(name) == name), default=_DRAFT_WEEK)


def passed_over(shown: str, parts: Sequence[str]) -> Problem | None:
    """A note on a file that is no part of the collection and lies in it all the same; None for all others.

    Hidden files that nobody can take for an entry are passed over without a word.
    """
    name = parts[-1]
    if is_litter(name) or _LITTER_FOLDERS.intersection(parts[:-1]):
        message, hint = f'"{_visible(name)}" is passed over.', "An editor or a desktop has left it here: delete it."
        return Problem(shown, 1, 1, "litter", message, hint, Severity.NOTE)
    if len(parts) == 2 and name.startswith(".") and name.endswith(".yaml") and name not in (".yaml", "..yaml"):
        message, hint = f'"{name}" is hidden, so nothing reads it.', "Take the dot off its name, or delete it."
        return Problem(shown, 1, 1, "hidden-file", message, hint, Severity.NOTE)
    return None


def misplaced(shown: str, parts: Sequence[str], siblings: frozenset[str], week: str) -> Problem | None:
    """What is wrong with the place or name of a file; `siblings` are the paths of all files, `week` an example."""
    message, hint = _complaint(parts, siblings, week)
    return Problem(shown, 1, 1, "unknown-file", message, hint) if message else None


def _complaint(parts: Sequence[str], siblings: frozenset[str], week: str) -> tuple[str, str]:
    name = parts[-1]
    unread = f'Nothing reads "{_visible(name)}".'
    if len(parts) == 1:
        return _at_top(name, unread, week)
    if name.endswith((".yml", ".YAML", ".YML")):
        wanted = name.rpartition(".")[0] + ".yaml"
        return unread, f'Call it "{DIGEST_FILE if _meant_as_digest(wanted) else wanted}".'
    if len(parts) > 2:
        return "This file stands too deep.", f"An entry stands in the folder of its week, such as digests/{week}."
    if EDITION.fullmatch(name):
        return "", ""
    if _meant_as_digest(name):
        return unread, f'Call it "{DIGEST_FILE}".'
    stem, dot, ending = name.rpartition(".")
    if dot and (copied := _COPY.fullmatch(stem)) and f"{parts[0]}/{copied['name']}.{ending}" in siblings:
        first = f"{copied['name']}.{ending}"
        return f'"{name}" looks like a second copy of "{first}".', "Compare the two, and keep one of them."
    if name.endswith(".yaml") and name != ".yaml":
        return "", ""
    if closest(name, ["_edition-1.md"]) and (number := re.search(r"\d+", name)):
        return unread, f'Did you mean "_edition-{int(number[0])}.md"?'
    return unread, "Move it out of digests, or end its name in .yaml."


def _at_top(name: str, unread: str, week: str) -> tuple[str, str]:
    known = (*LARGE, ADDRESSES, FEED_IDS)
    if name in known or name.endswith(".schema.json") or name.startswith("README"):
        return "", ""
    # Without their endings, which many of them share.
    stem, _, ending = name.rpartition(".")
    endings = {"yaml": ("yaml", "txt"), "yml": ("yaml", "txt"), "txt": ("txt",)}.get(ending.lower(), ())
    stems = {other.rpartition(".")[0]: other for other in known if other.endswith(endings)} if endings else {}
    near = closest(stem, stems)
    return unread, f'Did you mean "{stems[near]}"?' if near else f"Entries stand in a folder such as {week}."


def _meant_as_digest(name: str) -> bool:
    if name == DIGEST_FILE:
        return False
    if name.casefold() in (DIGEST_FILE, *_NEARLY_DIGESTS):
        return True
    stem, _, ending = name.rpartition(".")
    return name.startswith("_") and ending == "yaml" and closest(stem, [DIGEST_FILE.rpartition(".")[0]]) is not None


def _visible(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name)
