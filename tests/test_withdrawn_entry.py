"""An entry that is withdrawn stays as it is: no verb of an editor goes on with it, or leads to one that refuses."""

from pathlib import Path

from desk import desk, said_by
from repository import commit

CALLS = {
    ("finish", "swans-counted"): "swans-counted is withdrawn, so there is nothing to finish. Nothing was changed.",
    ("correct", "swans-counted", "byline", "--to", "Ada", "--kind", "minor", "--why", "A slip."): (
        "swans-counted is withdrawn: its page says that it no longer stands, so there is nothing to correct. Nothing"
        " was changed. The article can have another entry, under a name of its own."
    ),
    ("review", "swans-counted", "--by", "Vera Proverkina"): "swans-counted is withdrawn. Nothing was signed.",
    ("withdraw", "swans-counted", "--why", "Twice."): "swans-counted is withdrawn already. Nothing was changed.",
}


def test_no_verb_goes_on_with_it(tmp_path: Path) -> None:
    root = desk(tmp_path / "press")
    assert said_by(root, "withdraw", "swans-counted", "--why", "A parody.")["code"] == 0
    commit(root)
    for call, message in CALLS.items():
        told = said_by(root, *call)
        assert (told["code"], told["diff"], told["err"]) == (1, "", f"build_digest.py: {message}\n"), call
