"""`outlet`: adds a publisher to the register, by its domain and by what its own page says of it."""

import argparse
from typing import TYPE_CHECKING

from newsdesk.build import Project
from newsdesk.commands import added, adding, also, today
from newsdesk.problems import Refusal

if TYPE_CHECKING:
    from newsdesk.intake.capture import Capture
    from newsdesk.intake.reach import Guard
    from newsdesk.store.verbs.registers.outlets import Said, Target

HELP = "register an outlet, by its domain"
_KINDS = (
    "agency", "newspaper", "magazine", "broadcaster", "online", "research", "advocacy", "party", "government",
    "intergovernmental", "aggregator", "other",
)  # fmt: skip


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    add = adding(parser, "an outlet")
    add.add_argument("target", metavar="DOMAIN|URL", help="its domain, or an address there")
    add.add_argument("--page", metavar="FILE", help="a saved page of it; without one its home page is fetched")
    add.add_argument("--name", metavar="NAME", help="its name in its own script, if the page does not say it")
    add.add_argument("--name-language", metavar="TAG", help="the language of the name, such as ru")
    add.add_argument("--name-en", metavar="NAME", help="its name in English, where that differs")
    also(add)
    add.add_argument("--country", metavar="CODE", help="it is based in, as two capitals such as AQ")
    add.add_argument(
        "--language", metavar="TAG", action="append", default=[], help="it publishes in; may be given again"
    )
    add.add_argument(
        "--feed", metavar="URL", action="append", default=[], help="address of a feed of it; may be given again"
    )
    add.add_argument("--kind", choices=_KINDS, help="what form of publisher it is")
    add.add_argument("--edition-of", metavar="ID", help="the outlet whose edition in another language or place it is")
    add.add_argument(
        "--apart", action="store_true", help="confirm that it is another outlet than that of the domain above"
    )


def run(project: Project, options: argparse.Namespace, guard: "Guard | None" = None) -> int:
    """Read the page, write the record, and say what was done; returns the exit code."""
    from newsdesk.store.editing import Changes
    from newsdesk.store.verbs.registers.outlets import add_outlet, refuse_registered, target_of

    project.need_digests()
    target = target_of(options.target)
    # Before anything is fetched.
    refuse_registered(Changes(project.root), project.digests, target, options.edition_of, apart=options.apart)
    page = _page(project, options, target, guard)
    return added(
        project,
        lambda changes: add_outlet(
            changes,
            project.digests,
            target,
            page,
            id=options.id,
            name=options.name,
            name_language=options.name_language,
            name_en=options.name_en,
            also=options.also,
            country=options.country,
            languages=options.language,
            kind=options.kind,
            feeds=options.feed,
            edition_of=options.edition_of,
            apart=options.apart,
            same_name=options.same_name,
        ),
    )


def _page(project: Project, options: argparse.Namespace, target: "Target", guard: "Guard | None") -> "Said":
    """What a page of the outlet says of it: of the saved one, or of its home page where something is not known."""
    from newsdesk.store.verbs.registers.outlets import Said

    if not options.page and options.name and options.name_language:
        return Said()
    # Imported here: whoever says it all needs neither the network nor what reads pages.
    from newsdesk.intake.capture import need_extra
    from newsdesk.intake.capture.worker import read_apart
    from newsdesk.intake.original import original_of, site_of

    need_extra()
    try:
        original = original_of(options.page or target.home, site_of(project.config), guard)
        answer = original.answer
        capture = read_apart(
            original.raw,
            original.kind,
            charset=answer.charset if answer else None,
            address=answer.address if answer else None,
            today=today(),
        )
    except Refusal as refusal:
        way_out = "Save a page of it and name that with --page, or say --name and --name-language."
        raise type(refusal)(f"{refusal}\n{way_out}") from None
    _refuse_other(capture, target)
    name, language, country = capture.site, capture.language, capture.country
    return Said(
        name.value if name and name.certain else None,
        language.value if language and language.certain else None,
        country.value if country and country.certain else None,
    )


def _refuse_other(capture: "Capture", target: "Target") -> None:
    """A page of another host says nothing of this outlet."""
    from newsdesk.intake.draft.entry import host_of, in_ascii
    from newsdesk.model.archives import is_below

    host = host_of(capture)
    if host and not is_below(in_ascii(host), [in_ascii(target.domain)]):
        raise Refusal(
            f"The page is one of {host}, and not of {target.domain}. Name the domain that the outlet publishes on, or"
            " a page of it."
        )
