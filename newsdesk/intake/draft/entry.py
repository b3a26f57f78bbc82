"""The text of a draft entry: what is certain filled in, everything else TODO with the reason beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from newsdesk.intake.capture import Capture, Found
from newsdesk.intake.draft.writing import comment, explained, offered, one_line, scalar, todo
from newsdesk.model import Outlet
from newsdesk.model.archives import is_below
from newsdesk.model.codes import check_address, week_days, week_of
from newsdesk.model.edtf import Edtf
from newsdesk.model.naming import slug
from newsdesk.problems import COMMAND_LINE, Refusal


@dataclass(frozen=True, slots=True)
class OutletGuess:
    """The outlet by the register, or the outlets that may be meant."""

    id: str | None
    why: str
    maybe: tuple[str, ...] = ()


def host_of(capture: Capture) -> str | None:
    """The host of the article's address, without www."""
    try:
        host = urlsplit(capture.url.value).hostname if capture.url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def outlet_of(capture: Capture, outlets: Mapping[str, Outlet], named: Iterable[str] = ()) -> OutletGuess:
    """The outlet by its domain, else by the name of the site; `named` are those that the text names."""
    host = host_of(capture)
    if host:
        fits = [
            (len(domain), id)
            for id, outlet in outlets.items()
            for domain in outlet.domains
            if is_below(in_ascii(host), [in_ascii(domain.removeprefix("www."))])
        ]
        longest = {id for size, id in fits if size == max(fits)[0]}
        if len(longest) == 1:
            return OutletGuess(longest.pop(), f"by its domain {host}")
    site = capture.site.value.casefold() if capture.site else None
    by_name = [id for id, outlet in outlets.items() if site in {form.casefold() for form in outlet.spellings}]
    if capture.site and len(by_name) == 1 and not host:
        return OutletGuess(by_name[0], f'by its name "{one_line(capture.site.value)}"')
    if host:
        host = one_line(host, 100)
        why = f"The domain {host} is not in outlets.yaml. Run: {COMMAND_LINE} outlet add {host}, and write its id here"
    else:
        why = "The file does not say where it was published: write the id of the publisher in outlets.yaml"
    return OutletGuess(None, f"{why}.", tuple(dict.fromkeys([*by_name, *named]))[:5])


def in_ascii(host: str) -> str:
    """A host as the name service writes it: names in other scripts have two forms."""
    import idna  # of the extra, as is anyascii: other commands do without

    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return host.casefold()


def id_for(capture: Capture, guess: OutletGuess, day: str | None, week: str) -> str:
    """The name of a new entry: from its title, or from outlet and day where that is in another script.

    Where nobody knows the outlet either, it is made of the letters of the title, whatever their script.
    """
    title = slug(capture.title.value) if capture.title else ""
    if len(title) >= 8:
        return title
    publisher = guess.id or slug((host_of(capture) or "").replace(".", "-"), 40)
    if not publisher:
        letters = slug(capture.title.value, any_script=True) if capture.title else ""
        if len(letters) >= 8:
            return letters
        publisher = "article"
    return f"{publisher}-{day or week.lower()}"[:90].strip("-")


class WeekUnknown(Refusal):
    """Nothing tells the week of an article; `week` is one that it may be, `day` its day, "" where there is none."""

    def __init__(self, message: str, week: str, day: str = "") -> None:
        super().__init__(message)
        self.week, self.day = week, day


def week_for(capture: Capture, asked: str | None, shown: str) -> tuple[str, bool]:
    """The week's folder, and whether the date on the page agrees with it; WeekUnknown where nothing tells."""
    found = capture.published
    if found and found.certain:
        when = Edtf.parse(found.value)
        first, last = week_of(when.first), week_of(when.last)
        if asked or first == last:
            return (asked or first), asked is None or when.overlaps(*week_days(asked))
        message = f"{found.value} lies in several weeks. Name the one for the entry: --week {first}"
        raise WeekUnknown(message, first)
    if asked:
        return asked, True
    maybe = f" It may be {found.value} ({one_line(found.why, 200)})." if found else ""
    likely = week_of(date.fromisoformat(found.value)) if found else ""
    raise WeekUnknown(
        f"{shown} does not say for certain when it was published.{maybe}"
        f" Name the week in which it was: --week {likely or '2026-W47'}",
        likely,
        found.value if found else "",
    )


def draft_text(
    capture: Capture,
    entry_id: str,
    guess: OutletGuess,
    *,
    agrees: bool,
    today: date,
    sources: list[str],
    look_alikes: list[str],
    notes: list[str],
    command: str,
) -> str:
    """The whole file, which the reader of entries reads without a problem; `command` calls the program."""
    tag = capture.language.value if capture.language and capture.language.certain else None
    lines = ["# yaml-language-server: $schema=../entry.schema.json"]
    lines += comment(
        f"A draft from captures/{entry_id}.txt. Every TODO is yours, and the check names each one that is left. What"
        " is filled in is a suggestion: compare it with the article. Delete the comments in the end: they are for you"
        " and not for readers."
    )
    for note in [*look_alikes, *notes]:
        lines += comment(f"Look: {note}")
    lines += ["schema: 1", "status: draft"]
    lines += _title(capture, tag)
    lines += _outlet(guess, command)
    lines += _optional("section", capture.section) + _optional("byline", capture.byline)
    if capture.genre:
        lines += explained(f"genre: {capture.genre.value}", f"From {capture.genre.why}.")
    lines += _published(capture.published, capture.published_basis, agrees)
    lines += _language(capture)
    lines += _url(capture)
    lines += [_archive_url(capture), f"accessed: {today}", f"added: {today}"]
    lines += todo("read", f"full if you read the whole article, excerpt if only a part of it.{_walled(capture)}")
    lines += explained("stories: []", "Ids in stories.yaml, where the article belongs to one.")
    lines += explained("topics: [TODO]", "Ids in topics.yaml, at least one.")
    lines += explained(
        "countries: [TODO]", "Countries that the article is about, as codes of two capitals such as AQ, at least one."
    )
    lines += explained("summary: >", "What the article says, in 25 to 160 words of your own, every claim attributed.")
    lines.append("  TODO")
    lines += ["", *sources, ""]
    lines += explained(
        "context: >",
        "What a reader needs to weigh it, in 30 to 200 words; each sentence ends in a mark"
        " such as [register-2026] before its full stop.",
    )
    lines.append("  TODO")
    lines += todo(
        "references",
        "One for each mark, on a line of its own that begins with two blanks, such as:"
        f" register-2026: {{url: https://…, publisher: …, accessed: {today}}}. At least one"
        " must be independent of the publisher.",
    )
    lines += [
        "# Leave this. When nothing is TODO any more, the next command writes it:",
        f"# {command} finish {entry_id}",
        "evidence: null",
    ]
    lines += todo("drafted_by", "human if you wrote summary and context yourself, machine if a program did.")
    lines += ["reviewed: null", "corrections: []"]
    return "\n".join(lines) + "\n"


def _title(capture: Capture, tag: str | None) -> list[str]:
    title = capture.title
    if title is None or not title.value:
        return todo("title", "The file shows none. As printed, in its own script; never invented.")
    if not title.certain:
        lines = todo("title", f"As printed. {offered(title.value, title.why)}")
    else:
        why = "" if title.why == "the headline" else f"From {title.why}."
        lines = explained(f"title: {scalar(title.value, 1000)}", why)
    if (tag or capture.detected or "").partition("-")[0] != "en":
        why = "Our translation, and who made it: human or machine. Delete the line if the title is English."
        lines += explained("title_en: {text: TODO, by: TODO}", why)
    return lines


def _outlet(guess: OutletGuess, command: str) -> list[str]:
    if guess.id:
        return explained(f"outlet: {guess.id}", f"Found in outlets.yaml {guess.why}.")
    maybe = f" The text names: {', '.join(guess.maybe)}." if guess.maybe else ""
    return todo("outlet", guess.why.replace(COMMAND_LINE, command) + maybe)


def _optional(field: str, found: Found | None) -> list[str]:
    if found is None:
        return [f"{field}: null"]
    if found.certain:
        return [f"{field}: {scalar(found.value)}"]
    return todo(field, f"As printed, or null. {offered(found.value, found.why)}")


def _published(found: Found | None, basis: str | None, agrees: bool) -> list[str]:
    if found and found.certain and agrees:
        told = explained(f"published: {found.value}", f"From {found.why}.")
        return [*told, *([f"published_basis: {basis}"] if basis else _basis())]
    if found and found.certain:
        why = f"The page says {found.value} ({found.why}), which is not in the week you named. Which is right?"
    elif found:
        why = f"Nothing on the page is certain. Candidates: {found.why}. Write the date as exact as you know it."
    else:
        why = "The file gives none. Write the date as exact as you know it, such as 2026-11-17 or 2026-11."
    return [*todo("published", why), *_basis()]


def _basis() -> list[str]:
    why = "printed, address, or inferred; inferred needs a line published_note: … as well."
    return todo("published_basis", why)


def _language(capture: Capture) -> list[str]:
    declared, heard = capture.language, capture.detected
    if declared and declared.certain:
        differs = heard and heard != declared.value.partition("-")[0]
        why = f"From {declared.why}. The text looks like {heard}: compare." if differs else ""
        return explained(f"language: {declared.value}", why)
    maybe = f" The page declares {declared.value} ({declared.why})." if declared else ""
    maybe += f" The text looks like {heard}." if heard else ""
    return todo("language", f"A code such as en, ar or sr-Latn.{maybe}")


def _archive_url(capture: Capture) -> str:
    if capture.archived:
        try:
            return f"archive_url: {scalar(check_address(capture.archived.value), 2000)}"
        except ValueError:
            pass
    return "archive_url: null"


WALLED = "The page says that it is not free to read: see whether this is all of it."
"""In the comment above `read` where that is so."""


def _walled(capture: Capture) -> str:
    return f" {WALLED}" if capture.is_walled else ""


def _url(capture: Capture) -> list[str]:
    if capture.url and not capture.url.certain:
        why = f"The address you read, with https://. {offered(capture.url.value, capture.url.why)}"
        return todo("url", why)
    if capture.url:
        try:
            return [f"url: {scalar(check_address(capture.url.value), 2000)}"]
        except ValueError:
            pass
    return todo("url", "The address you read, with https://; null where it is not known.")
