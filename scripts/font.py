"""Makes the fonts of preview cards in newsdesk/output/cards/fonts: Noto cut down to Latin, Greek and Cyrillic.

Beside each stands what setting type needs: how far each letter moves on, and how pairs are kerned. Needs
fonttools (requirements-pdf.txt brings it) and a folder with NotoSerif-Bold.ttf, NotoSerif-Regular.ttf and
NotoSans-Regular.ttf, which on Debian are in the package fonts-noto-core.
"""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "newsdesk" / "output" / "cards" / "fonts"
NAMES = ("NotoSerif-Bold", "NotoSerif-Regular", "NotoSans-Regular")
# Every Cyrillic letter in use, ʻ and ʼ of Uzbek, ə of Azerbaijani, signs of currencies, № and the like.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x1CD, 0x1DC), (0x1E6, 0x1E7), (0x218, 0x21B), (0x259, 0x259),
    (0x2BB, 0x2BD), (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x4FF), (0x1E9E, 0x1E9E), (0x2009, 0x200A),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20B4, 0x20B4), (0x20B8, 0x20B8), (0x20BD, 0x20BD),
    (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212),
)  # fmt: skip
LETTERS = [chr(code) for first, last in ((0x41, 0x5A), (0x61, 0x7A), (0x410, 0x44F)) for code in range(first, last + 1)]
# Pairs that move by less, in thousandths of the height of a letter, are left as they are.
LEAST = 12


def cut(source: Path, target: Path) -> None:
    """One font with the letters of RANGES and nothing else, and its measures as JSON."""
    names = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options = Options(hinting=False, notdef_outline=True, layout_features=["kern"], name_IDs=names)
    options.drop_tables += ["GDEF", "GSUB", "STAT", "MATH"]
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    measures = json.dumps(measured(font), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    target.with_suffix(".json").write_text(f"{measures}\n", "utf-8")
    del font["GPOS"]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    save_font(font, str(target), options)


def measured(font: TTFont) -> dict:
    """Advances of letters and kerning of pairs of letters of one alphabet, and of marks behind them, in units."""
    glyphs, table = font.getBestCmap(), font["GPOS"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    numbers = sorted({number for feature in features for number in feature.LookupListIndex})
    subtables = [
        getattr(sub, "ExtSubTable", sub) for number in numbers for sub in table.LookupList.Lookup[number].SubTable
    ]
    units, pairs = font["head"].unitsPerEm, {}
    for one in LETTERS:
        for other in [*LETTERS, *".,’”»-"]:
            if other in LETTERS and (one > "z") != (other > "z"):
                continue
            value = moved(subtables, glyphs[ord(one)], glyphs[ord(other)])
            if abs(value) * 1000 >= units * LEAST:
                pairs[one + other] = value
    advances = {chr(code): font["hmtx"][name][0] for code, name in glyphs.items()}
    return {"units": units, "advances": advances, "kerning": pairs}


def moved(subtables: list, left: str, right: str) -> int:
    """By how much two glyphs move together, in units of the font; the first table that knows the left one decides."""
    for sub in subtables:
        if sub.LookupType != 2 or left not in sub.Coverage.glyphs:
            continue
        if sub.Format == 1:
            for record in sub.PairSet[sub.Coverage.glyphs.index(left)].PairValueRecord:
                if record.SecondGlyph == right:
                    return getattr(record.Value1, "XAdvance", 0) or 0
        else:
            first, second = sub.ClassDef1.classDefs.get(left, 0), sub.ClassDef2.classDefs.get(right, 0)
            value = sub.Class1Record[first].Class2Record[second].Value1
            return getattr(value, "XAdvance", 0) or 0
    return 0


def main() -> int:
    """`font.py FOLDER`: prints what was made."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    for name in NAMES:
        cut(Path(sys.argv[1]) / f"{name}.ttf", FONTS / f"{name}.ttf")
        print(f"{name}: {(FONTS / f'{name}.ttf').stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
