"""`inbox`: what may become entries is gathered, looked through, and taken, put off or left out."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsdesk.build import Project
from newsdesk.build.inbox import surroundings
from newsdesk.commands import FINE, PROBLEMS, begun, count, now, print_json, week_argument, where
from newsdesk.problems import COMMAND_LINE, Refusal, UsageError

if TYPE_CHECKING:
    from newsdesk.build.inbox.around import Around
    from newsdesk.build.inbox.gathering import Gathered, Gathering
    from newsdesk.build.inbox.listing import Row
    from newsdesk.intake.inbox import Told
    from newsdesk.intake.reach import Guard
    from newsdesk.store.inbox.journal import Journal

HELP = "gather what may become entries, and take it, put it off or leave it out"
_STATES = ("new", "later", "taken", "left")
# So many candidates are printed, and so many lines on what could not be read.
_SHOWN, _TOLD = 50, 200


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = _action(actions, "add", "add files, folders, feeds and pages")
    add.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a list of links, a saved page, a PDF, a newsletter, an export, a table, a folder of these, or an address",
    )
    feeds = _action(actions, "feeds", "add what is new in the feeds of the register")
    feeds.add_argument("outlet", metavar="OUTLET", nargs="*", help="ids of outlets; default all that have feeds")
    feeds.add_argument("--find", action="store_true", help="look for feeds on the home pages of those that have none")
    listed = _action(actions, "list", "show candidates, the newest first")
    listed.add_argument("--week", metavar="WEEK", type=week_argument, help="the week that they count in")
    listed.add_argument("--state", choices=_STATES, help="what was made of them")
    listed.add_argument("--find", metavar="WORDS", default="", help="words of the title, the outlet or the address")
    listed.add_argument("--all", action="store_true", help=f"all, and not only the first {_SHOWN}")
    listed.add_argument("--format", choices=("text", "json"), default="text", help="how to print them")
    take = _action(actions, "take", "capture and draft one, as new does")
    _candidate(take)
    # Imported here, since the parser of one verb asks another for its options.
    from newsdesk.commands.new import known_of_it

    known_of_it(take)
    _candidate(_action(actions, "later", "put one off"))
    leave = _action(actions, "leave", "leave one out")
    _candidate(leave)
    leave.add_argument("--why", metavar="REASON", required=True, help="a reason of the list, such as off-topic")
    _candidate(_action(actions, "undo", "take back what was last done with one"))
    _candidate(_action(actions, "apart", "say that a copy is an article of its own"))
    log = _action(actions, "log", "what was screened for a week, as its digest will say")
    log.add_argument("week", metavar="WEEK", type=week_argument, help="such as 2026-W47")


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, what: str
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=what)
    where(parser)
    return parser


def _candidate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the id of a candidate, or its beginning")


def run(project: Project, options: argparse.Namespace, guard: "Guard | None" = None) -> int:
    """Do one action; returns the exit code."""
    from newsdesk.store.inbox.journal import Journal

    project.need_digests()
    journal = Journal(project.root)
    match options.action:
        case "add":
            return _add(project, journal, options.sources, guard)
        case "feeds":
            return _feeds(project, journal, options, guard)
        case "list":
            return _list(project, journal, options)
        case "log":
            return _log(project, journal, options.week)
        case "take":
            return _take(project, journal, options, guard)
    return _step(project, journal, options)


def _gathering(project: Project, journal: "Journal", known: "Around", guard: "Guard | None") -> "Gathering":
    from newsdesk.build.inbox.gathering import Gathering
    from newsdesk.intake.inbox import need_extra
    from newsdesk.intake.original import site_of
    from newsdesk.intake.watching.rounds import Pace

    need_extra()
    site = site_of(project.config)
    return Gathering(journal, known, now(), begun(), site, guard, Pace().manners)


def _add(project: Project, journal: "Journal", sources: Sequence[str], guard: "Guard | None") -> int:
    with _gathering(project, journal, surroundings(project, begun()), guard) as gathering:
        return _gathered(project, gathering.add(sources))


def _feeds(project: Project, journal: "Journal", options: argparse.Namespace, guard: "Guard | None") -> int:
    known = surroundings(project, begun())
    if unknown := [one for one in options.outlet if one not in known.feeds]:
        raise UsageError(f"There is no outlet {unknown[0]} in outlets.yaml.")
    outlets = options.outlet or [*known.feeds]
    addresses = [feed for outlet in outlets for feed in known.feeds[outlet]]
    homes = [known.home_of(outlet) for outlet in outlets if not known.feeds[outlet]] if options.find else []
    if not addresses and not any(homes):
        raise Refusal(
            "No outlet has feeds. Write them into outlets.yaml (feeds: [https://…]), or look for them on home pages:"
            f" {COMMAND_LINE} inbox feeds --find"
        )
    with _gathering(project, journal, known, guard) as gathering:
        gathering.feeds([*addresses, *filter(None, homes)])
        for feed in gathering.done.found_feeds:
            print(f"Found: {feed}. To follow it, write it into feeds: of its outlet in outlets.yaml.")
        return _gathered(project, gathering.done)


def _gathered(project: Project, done: "Gathered") -> int:
    """Print what came in, and what could not be read; returns the exit code."""
    _tell(project, done.told)
    came = done.added + done.copies + done.again + done.renewed
    said = [count(done.added, "article is", "articles are") + " new"]
    said += [count(done.copies, "copy", "copies") + " of others"] if done.copies else []
    said += [count(done.again, "was", "were") + " there already"] if done.again else []
    said += [count(done.renewed, "page", "pages") + " saved anew"] if done.renewed else []
    print(f"{', '.join(said)}.")
    if done.added:
        print(project.door.fill(f"Next: {COMMAND_LINE} inbox list --state new"))
    return FINE if came or not done.told else PROBLEMS


def _tell(project: Project, told: "Sequence[Told]") -> None:
    for one in told[:_TOLD]:
        text = project.door.fill(str(one))
        print("".join(char if char.isprintable() else " " for char in text), file=sys.stderr)
    if len(told) > _TOLD:
        print(f"{len(told) - _TOLD:,} more lines of this kind.", file=sys.stderr)


def _list(project: Project, journal: "Journal", options: argparse.Namespace) -> int:
    from newsdesk.build.inbox.listing import Wanted, as_data, rows
    from newsdesk.model.candidates import State

    inbox, known = journal.read(), surroundings(project, begun())
    _damaged(journal)
    state = State(options.state) if options.state else None
    found = rows(inbox.candidates.values(), known, Wanted(state, options.week or "", options.find))
    shown = found if options.all or options.format == "json" else found[:_SHOWN]
    if options.format == "json":
        data = {"candidates": [as_data(row, known) for row in shown]}
        print_json(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        return FINE
    for row in shown:
        sys.stdout.write(_printable("\n".join(_lines(row, known))) + "\n")
    if len(found) > len(shown):
        print(f"{len(found) - len(shown):,} more: inbox list --all")
    if not found:
        print(project.door.fill(f"Nothing here. Add something: {COMMAND_LINE} inbox add SOURCE"))
    return FINE


def _lines(row: "Row", known: "Around") -> list[str]:
    """A candidate in a few lines."""
    from newsdesk.build.inbox.listing import evidence

    item = row.candidate.item
    facts = [item.id, str(row.state), item.date or "no date", item.language or "no language", known.outlet_name(item)]
    copies = len(row.candidate.copies)
    outlets = len({known.outlet_key(one) for one in row.candidate.items} - {""})
    lines = [f"{'  '.join(filter(None, facts))}", f"    {item.title or item.url}"]
    if copies:
        lines.append(f"    {count(copies, 'copy', 'copies')}, {count(outlets, 'outlet', 'outlets')} in all")
    if row.known:
        lines.append(f"    {row.known.kind} about the same address: {row.known.id}")
    lines += [f"    {share:.0%} of its words stand in the article of {entry}" for entry, share in item.alike]
    if story := known.story_of(item):
        lines.append(f"    perhaps of the story {story.story}: {evidence(story, known)}")
    return lines


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _damaged(journal: "Journal") -> None:
    for number in journal.inbox.damaged[:_TOLD]:
        print(
            f"{journal.shown}:{number}: inbox-damaged: The line is cut or no line of ours, and is passed over.",
            file=sys.stderr,
        )


def _take(project: Project, journal: "Journal", options: argparse.Namespace, guard: "Guard | None") -> int:
    from newsdesk.build.inbox.taking import take
    from newsdesk.commands.new import known_in, print_draft

    candidate = journal.read().of(options.id)
    around = surroundings(project, begun())
    drafted = take(project, journal, around, candidate, now(), known_in(options), guard)
    if drafted.written:
        print_draft(project, drafted)
    else:
        print(project.door.fill("\n".join(drafted.said)))
    return FINE


def _step(project: Project, journal: "Journal", options: argparse.Namespace) -> int:
    from newsdesk.build.inbox.reasons import reasons
    from newsdesk.store.inbox import steps

    moment = now()
    if options.action == "apart":
        parted = steps.apart(journal, options.id, moment)
        print(f"No copy any more: {_printable(parted.item.title or parted.item.url)}")
        return FINE
    candidate = journal.read().of(options.id)
    name = _printable(candidate.item.title or candidate.item.url)
    if options.action == "later":
        steps.later(journal, candidate, moment)
        print(f"Put off: {name}")
    elif options.action == "leave":
        whys = reasons(project)
        steps.leave(journal, candidate, options.why, {id: why.words for id, why in whys.items()}, moment)
        print(f"Left out ({whys[options.why].words}): {name}")
    else:
        entry = candidate.step.entry if candidate.step else ""
        print(f"{(steps.undo(journal, candidate, moment) or 'a copy').capitalize()} again: {name}")
        if entry:
            print(f"Its draft stays: {entry}. Delete it if nobody needs it.")
    return FINE


def _log(project: Project, journal: "Journal", week: str) -> int:
    from newsdesk.build.inbox.closing import screened_of
    from newsdesk.store.editing.writing import pair

    found, log = screened_of(project, journal, surroundings(project, begun()), week)
    if log.is_empty:
        print(f"The inbox has nothing to say of {week}.")
        return FINE
    sys.stdout.write(pair("screened", found, 0) + "\n")
    return FINE
