"""`fingerprint --reference`: a page that a reference leads to is captured, and compared with all that cites it."""

import argparse
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsdesk.build import Project
from newsdesk.check import Draft
from newsdesk.check.cited.comparing import (
    Comparison,
    citing,
    compared,
    compared_again,
    forgotten_page,
    kept_hashes,
    lost,
)
from newsdesk.check.rules.cited.passages import name_of
from newsdesk.check.rules.evidence import shortened
from newsdesk.commands import FINE, PROBLEMS, begun, count, today
from newsdesk.evidence.cited import capture_name
from newsdesk.evidence.fingerprint import hashes_in
from newsdesk.load import PAGES, read_ordinary, shown_path, value_at
from newsdesk.model import Read
from newsdesk.model.codes import check_language
from newsdesk.model.evidence import PageEvidence
from newsdesk.problems import Refusal, UsageError, as_text, has_errors, in_order, tally
from newsdesk.store.captured.texts import read_text
from newsdesk.store.cited.keeping import keep_text
from newsdesk.store.cited.naming import Citing, find_citing
from newsdesk.store.cited.writing import known_pages, write_page
from newsdesk.store.evidence_writing import forget as forget_of
from newsdesk.store.evidence_writing import usable

if TYPE_CHECKING:
    from newsdesk.build.examining import Examined
    from newsdesk.intake.reach import Guard
    from newsdesk.load.walking import File


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of a page that is cited."""
    parser.add_argument(
        "--reference", metavar="ID", help="capture the page of this reference, and compare what cites it"
    )
    parser.add_argument("--excerpt", action="store_true", help="with --reference: the text is only a part of the page")
    parser.add_argument("--language", metavar="TAG", help="with --reference: the language of the page, such as ru")
    parser.add_argument(
        "--anew", action="store_true", help="with --reference: fetch it again, or take another text than before"
    )


def run(project: Project, options: argparse.Namespace, guard: "Guard | None" = None) -> int:
    """Capture the page of a reference and compare all that cites it; returns the exit code."""
    if options.language:
        try:
            check_language(options.language)
        except ValueError:
            raise UsageError(f"--language {options.language} is no language: write a BCP 47 tag such as ru.") from None
    project.need_digests()
    cited = find_citing(project.digests, project.root, options.entry, options.reference)
    old = known_pages(project.digests, project.root).get(cited.address)
    raw, heard, whence = _text(project, options, cited, guard)
    usable(raw)
    found = examined(project, cited.inner, [cited.address])
    language = options.language or heard or (old.language if old else None) or _said(cited) or _heard(raw)
    read = Read.EXCERPT if options.excerpt else Read.FULL
    made = compared(found.draft, cited.address, raw, today(), language, read)
    if old and not options.anew and (words := lost(found.draft, old, made.evidence)):
        raise Refusal(
            f"{PAGES}: nothing was written. The evidence that is there bears out what this text does not have:"
            f" {', '.join(map(_quoted, words))}. Is it the text of another page? If the page has changed, add --anew."
        )
    kept, former = keep_text(project.captures, cited.address, raw)
    is_new = not (old and _is_same(old, made.evidence)) and write_page(project.digests, project.root, made.evidence)
    page = made.evidence
    for other in compared_again(found.draft, page, raw):
        write_page(project.digests, project.root, other)
    what = "Wrote the evidence of" if is_new else "The evidence is current of"
    part = "a part of it" if page.read is Read.EXCERPT else "in full"
    print(f"{what} {page.address}: {count(page.words, 'word', 'words')}, {part}, from {whence}.")
    print(f"Its text is {shown_path(kept, project.root)}, on this machine alone.")
    if former:
        print(f"The text that was there is now {shown_path(former, project.root)}.")
    _tell(found.draft, cited, made)
    problems = in_order(set(made.problems))
    sys.stdout.write(as_text(problems, project.door))
    if made.waiting:
        others = count(made.waiting, "other sentence there waits", "other sentences there wait")
        print(f"{others} for pages that nobody has captured yet: check --notes names them.")
    if has_errors(problems):
        print(f"The page does not bear out all that cites it: {tally(problems)}.", file=sys.stderr)
        return PROBLEMS
    return FINE


def forget(project: Project, options: argparse.Namespace) -> int:
    """Take out of the evidence of a page what no record shows any more; no text is needed."""
    project.need_digests()
    cited = find_citing(project.digests, project.root, options.entry, options.reference)
    page = known_pages(project.digests, project.root).get(cited.address)
    if page is None:
        raise Refusal(f"{PAGES}: there is no evidence of {cited.address} as the tool wrote it.")
    made = forgotten_page(_whole(examined(project, cited.inner, [cited.address]).draft), page)
    is_new = made != page and write_page(project.digests, project.root, made)
    if is_new:
        gone = count(max(1, hashes_in(page) - hashes_in(made)), "hash", "hashes")
        print(f"Took {gone} out of the evidence of {cited.address} that nothing in our texts calls for now.")
        print(f"Wrote {shown_path(project.digests / PAGES, project.root)}.")
    else:
        print(f"There was nothing to forget: {cited.address}.")
    return FINE


def forget_everywhere(project: Project) -> int:
    """Take out of all evidence what no record shows any more; no text is needed."""
    project.need_digests()
    draft = _whole(examined(project, None).draft)
    gone = 0
    for item in draft.entries:
        if item.record.evidence is not None:
            path, still = project.root / item.document.path, partial(kept_hashes, draft, ("entry", item.record.id))
            with suppress(Refusal):  # what the tool did not write, or what it does not know, the check names
                gone += forget_of(path, project.root, still)[1]
    for page in known_pages(project.digests, project.root).values():
        made = forgotten_page(draft, page)
        if made != page and write_page(project.digests, project.root, made):
            gone += max(1, hashes_in(page) - hashes_in(made))
    print(f"Took {count(gone, 'hash', 'hashes')} out of the evidence that nothing in our texts calls for now.")
    return FINE


def _whole(draft: Draft) -> Draft:
    """The draft, refused where a record of it may show what nobody can see yet."""
    if draft.unfinished or any(draft.faulty.values()) or draft.unread:
        raise Refusal("Unfinished records, or such with faults, may show what would be taken out. Mend them first.")
    return draft


def _tell(draft: Draft, cited: Citing, made: Comparison) -> None:
    """What was found, place by place."""
    for one in made.stands:
        line, column = one.item.document.where(one.item.loc + one.loc, offset=one.offset)
        what = ", ".join(map(_quoted, one.tokens)) if one.tokens else _quoted(one.words)
        stand = "stand" if len(one.tokens) > 1 else "stands"
        print(f"{one.item.document.path}:{line}:{column}: {stand} in the page: {what}.")
    records = [name_of(item) for item, _ in citing(draft, ("page", cited.address))]
    if not records:
        print(f"No record without faults cites it yet: run this again once check finds none in {cited.document.path}.")
    elif len(records) > 1:
        print(f"{len(records)} records cite it: {', '.join(records[:10])}{' and others' * (len(records) > 10)}.")


def _quoted(words: str) -> str:
    return f'"{shortened(words)}"'


def _is_same(old: PageEvidence, new: PageEvidence) -> bool:
    """Whether nothing is new but the day."""
    written_anew = {"captured", "seal"}
    return old.model_dump(exclude=written_anew) == new.model_dump(exclude=written_anew)


def _said(cited: Citing) -> str | None:
    """The language of the first passage at the reference."""
    data: Any = value_at(cited.document.data, (*cited.loc, "references", cited.id))
    passages = data.get("passages") if isinstance(data, dict) else None
    for passage in passages if isinstance(passages, list) else ():
        if isinstance(passage, dict) and isinstance(tag := passage.get("language"), str):
            with suppress(ValueError):
                return check_language(tag)
    return None


def examined(
    project: Project,
    inner: str | None,
    pages: Iterable[str] = (),
    listed: "tuple[list[File], list[OSError]] | None" = None,
) -> "Examined":
    """The collection as a check sees it, as far as the entry at this path or these pages have to do with it; or all.

    The entry counts even while it is unfinished. `listed` is what `walk` found, where it was called already.
    """
    from newsdesk.build.cache import Cache
    from newsdesk.build.examining import looked
    from newsdesk.build.inputs.itself import digest_of_program
    from newsdesk.build.inputs.listing import all_files
    from newsdesk.check.near.ties import to_pages

    with Cache(project.cache, digest_of_program()) as cache:
        near = None if inner is None else [to_pages(pages)] if pages else []
        listed = listed or all_files(project)
        return looked(project, cache, listed, begun=begun(), wanted=inner, only=inner, near=near)


def examined_again(project: Project, inner: str, raw: bytes, seen: "Examined") -> "Examined | None":
    """The same as `examined` of an entry, where nothing else has changed since it was `seen`: it has these bytes now.

    None where all files were looked at then.
    """
    from newsdesk.build.cache import Cache
    from newsdesk.build.examining import looked
    from newsdesk.build.inputs.itself import digest_of_program

    if seen.near is None or inner not in seen.near.tree.raws:
        return None
    with Cache(project.cache, digest_of_program()) as cache:
        again = seen.near.again(cache, inner, raw)
        return looked(project, cache, ([], []), begun=begun(), wanted=inner, only=inner, near=[], again=again)


def _text(
    project: Project, options: argparse.Namespace, cited: Citing, guard: "Guard | None"
) -> tuple[str, str | None, str]:
    """The text of the page, its language as far as it was heard, and where it came from."""
    if options.text:
        return *_file(Path(options.text)), options.text
    kept = project.captures / f"{capture_name(cited.address)}.txt"
    if kept.is_file() and not options.anew:
        return read_text(kept), None, shown_path(kept, project.root)
    # Imported here: most uses have the text at hand, and need neither the network nor the extra.
    from newsdesk.intake.capture import need_extra
    from newsdesk.intake.original import original_of, site_of

    need_extra()
    original = original_of(cited.url, site_of(project.config), guard)
    answer = original.answer
    read = _read(original.raw, original.kind, answer.charset if answer else None, answer.address if answer else None)
    return *read, answer.address if answer else cited.url


def _file(path: Path) -> tuple[str, str | None]:
    """The text of a file and its language, as far as it is heard."""
    from newsdesk.intake.capture import MAX_BYTES, kind_of, need_extra

    try:
        kind = kind_of(raw := read_ordinary(path, MAX_BYTES))
    except (OSError, ValueError):
        kind, raw = None, b""
    if kind in (None, "text"):
        return read_text(path), None
    need_extra()
    return _read(raw, str(kind))


def _heard(text: str) -> str:
    """The language of a text of which nothing else tells it; `und` where it is not heard."""
    from newsdesk.intake.capture import need_extra

    with suppress(Refusal):  # without the extra nobody hears a language
        need_extra()
        return _read(text.encode("utf-8", "replace"), "text")[1] or "und"
    return "und"


def _read(raw: bytes, kind: str, charset: str | None = None, address: str | None = None) -> tuple[str, str | None]:
    from newsdesk.intake.capture.worker import read_apart

    capture = read_apart(raw, kind, charset=charset, address=address, today=today())
    return capture.text, capture.language.value if capture.language and capture.language.certain else capture.detected
