"""`voice`: reads a text from standard input, and says where its words take a side."""

import argparse
import json
import sys

from newsdesk.build import Project
from newsdesk.check.voice import languages, read
from newsdesk.check.voice.rules import tag_of
from newsdesk.commands import FINE
from newsdesk.problems import UsageError, did_you_mean

HELP = "read a text from standard input, and say where its words take a side"
LIMIT = 4_000_000
"""Characters of the longest text that is read."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("--language", metavar="TAG", default="en", help="language of the text, such as en or ru")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print findings")


def run(project: Project, options: argparse.Namespace) -> int:
    """Read, and print the findings; always fine, since a finding is a question."""
    tag = tag_of(options.language)
    if tag not in languages():
        known = " and ".join(sorted(languages()))
        hint = did_you_mean(tag, languages(), "")
        raise UsageError(
            f"There are no rules for the language {options.language}; there are some for {known}. {hint}".rstrip()
        )
    raw = sys.stdin.buffer.read(4 * LIMIT)
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")[:LIMIT]
    found = read(text, tag)
    if options.format == "json":
        plain = [
            {"rule": one.rule.id, "severity": one.severity, "start": one.start, "end": one.end, "text": one.text}
            for one in found
        ]
        print(json.dumps({"findings": plain}, ensure_ascii=False, indent=2))
        return FINE
    for one in found:
        line, column = text.count("\n", 0, one.start) + 1, one.start - text.rfind("\n", 0, one.start)
        print(f'{line}:{column}: {one.severity}: {one.rule.id}: "{one.text}": {one.rule.reason} {one.rule.better}')
    print(f"{len(found)} finding{'' if len(found) == 1 else 's'}.", file=sys.stderr)
    return FINE
