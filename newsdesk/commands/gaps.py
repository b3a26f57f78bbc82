"""`gaps`: prints what the collection lacks, why that matters, and the way out."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsdesk.build import Project
from newsdesk.build.lately.some import of_story
from newsdesk.collection import Collection
from newsdesk.collection.measures.gaps import CITING, Gap, gaps_of
from newsdesk.commands import FINE, PROBLEMS, count, print_json, read_collection, where
from newsdesk.interface import ENGLISH, words_of
from newsdesk.load import shown_path
from newsdesk.model.gaps import GapKind
from newsdesk.problems import UsageError, did_you_mean
from newsdesk.views.gaps.said import Saying, detail_of, place_of, sayings

HELP = "print what the collection lacks, why it matters, and the way out"
_ENGLISH = words_of(ENGLISH)
# What only outlets, people and places lack, and no story.
_OF_RECORDS = frozenset({GapKind.OUTCOME, GapKind.OWNER, GapKind.FUNDER, GapKind.STALE, GapKind.WIKIDATA})


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    where(parser)
    kinds = [kind.value for kind in GapKind]
    parser.add_argument("--kind", choices=kinds, action="append", help="only gaps of this kind; may be repeated")
    parser.add_argument("--story", metavar="ID", help="only those of this story and its entries")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="for people or for programs")


def run(project: Project, options: argparse.Namespace) -> int:
    """Print the gaps; returns the exit code."""
    of = None if options.story is None else of_story(options.story)
    collection = read_collection(project, "No gaps are told", of)
    if collection is None:
        return PROBLEMS
    if options.story is not None and options.story not in collection.stories:
        hint = did_you_mean(options.story, collection.stories, "stories.yaml has all.")
        raise UsageError(f'There is no story "{options.story}". {hint}')
    base = shown_path(project.digests, project.root)
    rows = [
        _Row(kind, saying, f"{base}/{place_of(collection, gap)}", detail_of(collection, _ENGLISH, gap))
        for kind, saying in sayings(_ENGLISH).items()
        if not options.kind or kind.value in options.kind
        if options.story is None or kind not in _OF_RECORDS
        for gap in gaps_of(collection, kind, CITING if options.story is None else ("stories",))
        if options.story is None or _is_of(collection, options.story, gap)
    ]
    if options.format == "json":
        print_json(json.dumps({"gaps": [row.plain for row in rows]}, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join([*_lines(rows), f"{count(len(rows), 'gap', 'gaps')}.", ""]))
    return FINE


@dataclass(frozen=True, slots=True)
class _Row:
    """A gap as it is printed."""

    kind: GapKind
    saying: Saying
    where: str
    detail: str

    @property
    def plain(self) -> dict[str, str]:
        """The same for programs."""
        what = f"{self.saying.title} ({self.detail})." if self.detail else f"{self.saying.title}."
        why = f"{what} {self.saying.why}"
        return {"kind": self.kind.value, "where": self.where, "why": why, "remedy": self.saying.remedy}


def _is_of(collection: Collection, story: str, gap: Gap) -> bool:
    """Whether a gap is one of a story or of an entry in it."""
    if gap.group == "entries":
        return story in collection.by_id[gap.name].stories
    return gap.group == "stories" and gap.name == story


def _lines(rows: list[_Row]) -> Iterator[str]:
    """The gaps for people: each kind with its reason and its way out, and below it all places."""
    for _, group in groupby(rows, key=lambda row: row.kind):
        found = list(group)
        saying = found[0].saying
        yield f"{saying.title} ({found[0].kind}): {len(found):,}"
        yield f"{saying.why} {saying.remedy}"
        yield from (f"  {row.where}" + (f" ({row.detail})" if row.detail else "") for row in found)
        yield ""
