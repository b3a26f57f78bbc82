"""The model that tells languages apart is kept as it is when it is unpacked, and says the same as the library alone."""

import lzma
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tables import each

from newsdesk.build.voicing import heard_in
from newsdesk.intake.capture import detector

TEXTS = (
    "The swans on the lake were counted again.",
    "Лебедей на озере посчитали снова.",
    "Куулар көлдө",
    "三百只天鹅",
    "",
)


@pytest.fixture
def forgetful() -> Iterator[None]:
    """What a test keeps is kept for no other."""
    with pytest.MonkeyPatch.context() as patch:
        # To unpack it takes half a second, and gives the same each time.
        patch.setattr(lzma, "decompress", cache(lzma.decompress))
        yield
    detector.keep_in(None)
    detector._identifier.cache_clear()


def said(folder: Path | None) -> list[object]:
    """What a process says that has just begun, and keeps the model in a folder."""
    detector.keep_in(folder)
    detector._identifier.cache_clear()
    return [(detector.classify(text), detector.rank(text)) for text in TEXTS]


@pytest.mark.usefixtures("forgetful")
def test_a_kept_model_says_what_the_library_says(tmp_path: Path) -> None:
    library = pytest.importorskip("py3langid")
    wanted = [
        (library.classify(text)[0], [(str(language), float(share)) for language, share in library.rank(text)])
        for text in TEXTS
    ]
    folder = tmp_path / ".cache"
    kept = folder / detector.NAME
    assert said(folder) == wanted
    raw = kept.read_bytes()
    assert said(folder) == wanted
    assert [path.name for path in folder.iterdir()] == [detector.NAME]
    # Damaged in its middle, of another model, cut, empty.
    for spoilt in (raw[:9_000_000] + b"!" + raw[9_000_001:], bytes(32) + raw[32:], raw[:1_000], b""):
        kept.write_bytes(spoilt)
        assert said(folder) == wanted
        assert kept.read_bytes() == raw, "it is made again"


@pytest.mark.usefixtures("forgetful")
def test_where_nothing_can_be_kept_the_library_says_it(tmp_path: Path) -> None:
    pytest.importorskip("py3langid")
    (tmp_path / "file").write_text("No folder.", "utf-8")
    assert said(tmp_path / "file")[0] == said(None)[0]


OF_OURS = {
    "El artículo informa que la obra costará más de lo que el municipio había previsto, según la intendenta. ": "es",
    "The article reports that the work will cost more than the town had planned, and quotes the mayor. ": "",
}


@each("text", OF_OURS)
def test_texts_in_another_language_than_the_settings_say_are_heard(text: str) -> None:
    assert (heard_in(text * 7, "en"), heard_in(text, "en")) == (OF_OURS[text], "")
