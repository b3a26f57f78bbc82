"""A signature holds for what was read: a change afterwards is told, and what is no change is not."""

from pathlib import Path

from makers import ABOUT, DIGEST, ENTRY, collection, entry, write_tree
from terminal import run

from newsdesk.load import parse

NAME = "swans-counted"
FOLLOW = "2022-W42/swans-follow.yaml"
NOTE = "note: signed-before: Vera Proverkina signed it on 2022-11-08, and it was changed since."


def test_a_signature_holds_for_what_was_read(tmp_path: Path) -> None:
    write_tree(tmp_path, {**collection(reviewed="null", corrections="[]"), FOLLOW: entry(
        title="Swans follow", url="https://lantern.example/follow", stories="[]", reviewed="null", corrections="[]",
        translation_of=NAME,
    )})  # fmt: skip
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Swans\nsite_url: https://example.org/\n{ABOUT}", "utf-8")
    path = tmp_path / "digests" / ENTRY

    def said(*words: str) -> str:
        done = run(*words, "--root", tmp_path, SOURCE_DATE_EPOCH="1667908800")
        return done.stdout + done.stderr

    for name in (NAME, "swans-follow"):
        assert "Signed" in said("review", name, "--by", "Vera Proverkina")
    text = path.read_text("utf-8")
    document, _ = parse("x", text.encode())
    assert document
    assert set(document.data["reviewed"]) == {"by", "on", "of"}
    assert "signed-before" not in said("check")
    # Layout, comments, and what is said of other things are no change.
    path.write_text(
        text.replace("title: ", "title:   ") + "# A comment.\narchive_refused: {on: 2022-11-01, why: Left out.}\n",
        "utf-8",
    )
    assert "signed-before" not in said("check")
    assert f"Next: .venv/bin/python build_digest.py week {DIGEST.partition('/')[0]}" in said("finish", NAME)
    # Nor is another id of what it names.
    assert "is called" in said("rename", "outlets.yaml#lantern", "old-lantern")
    assert "signed-before" not in said("check")
    text = path.read_text("utf-8")
    path.write_text(text.replace("name: Ada Quill", "name: Ada Quilt", 1), "utf-8")
    assert NOTE in said("check")
    done = said("finish", NAME)
    assert "It was changed after it was signed: the signature does not hold for what it says now.\n" in done
    assert f'Next: .venv/bin/python build_digest.py review {NAME} --by "NAME" --anew\n' in done
    assert f"reviewer: {NAME} was changed after it was signed: read it as it is.\n" in said("week", "2022-W42")
    assert "To sign in that place add --anew." in said("review", NAME, "--by", "Vera Proverkina")
    assert "Signed" in said("review", NAME, "--by", "Vera Proverkina", "--anew")
    assert "signed-before" not in said("check")
    assert f"{FOLLOW[:8]}/swans-seen.yaml now." in said("rename", NAME, "swans-seen")
    assert "signed-before" not in said("check")
    # A change that readers are told of needs no other signature.
    correction = "corrections:\n  - {date: 2022-11-08, kind: minor, was: Quilt, now: Quill, why: Misspelt.}"
    path = path.with_name("swans-seen.yaml")
    text = path.read_text("utf-8").replace("name: Ada Quilt", "name: Ada Quill", 1)
    path.write_text(text, "utf-8")
    assert NOTE in said("check")
    path.write_text(text.replace("corrections: []", correction), "utf-8")
    checked = said("check")
    assert "signed-before" not in checked
    assert "error" not in checked.partition("check:")[0]
