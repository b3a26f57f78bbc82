"""Calls of an editor's verbs, good, doubtful and wrong: exactly what each says, and what it changes in which file.

The table is `cases/verbs.yaml`. After a change that is meant, `pytest tests/test_verbs_table.py --refresh-golden`
writes what the calls say now; read the difference like code.
"""

import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from desk import NEXT, desk, files_in, restored, said_by
from makers import write_tree
from tables import data_in
from test_verbs_sequences import checks

TABLE = Path(__file__).parent / "cases" / "verbs.yaml"
HEAD = "# Calls, what they say on both streams, and the lines that they change. Written by tests/test_verbs_table.py.\n"


class _Texts(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


_Texts.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def test_each_call_says_and_changes_exactly_this(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    table: list[dict[str, Any]] = data_in(TABLE)
    assert len(table) >= 60
    root = desk(tmp_path / "press")
    for name in ("ice-leaves", "swans-leave"):  # as the desk lays drafts aside
        write_tree(root, {f"../.desk/discarded/{NEXT}/{name}.yaml": "schema: 1\nstatus: draft\ntitle: TODO\n"})
    before = files_in(root)
    made = []
    for case in table:
        told = said_by(root, *shlex.split(case["call"]))
        kept = {key: value for key, value in told.items() if value or key == "code"}
        if told["code"]:
            assert not told["diff"], case["call"]
        elif told["diff"]:
            checks(root, case["call"])
            restored(root, before)
        made.append({"call": case["call"], **kept})
    if request.config.getoption("--refresh-golden"):
        text = yaml.dump(made, Dumper=_Texts, allow_unicode=True, sort_keys=False, width=1000)
        TABLE.write_text(HEAD + text, "utf-8")
        return
    for case, told_ in zip(table, made, strict=True):
        assert told_ == case
    assert len({case["call"] for case in table}) == len(table)
    assert {case["code"] for case in table} == {0, 1, 2}
