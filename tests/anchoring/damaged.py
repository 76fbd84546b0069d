"""Copies in which placing once went wrong, each with what is right. Python and browser take the same."""

from __future__ import annotations

PAGE = [
    "Ferry Forum",
    "SPECIAL ENVOY FOR THE QUIET HARBOURS AND THE LIGHTS",
    "Third meeting, Port Amber",
    "The ferries of the northern line have carried fewer crews since the storm, and nobody counted those who stayed.",
    "Quays without lamps are dangerous, and the harbour masters have asked for more lamps each year since the fire.",
    "The meeting was opened by the Special Envoy for the Quiet Harbours and the Lights, who thanked all for coming.",
    "Boats are to be counted in spring.",
]
BOX = "La traduction de cette page se trouve dans la marge. " * 12
OTHER = "A book about harbours, which says nothing of the meeting but has many pages. " * 30


def _changed(*pairs: tuple[str, str]) -> str:
    text = "\n".join(PAGE)
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


_BEFORE, _AFTER = "\n".join(PAGE).split("and nobody")
_NOISE = [
    ("Ferry Forum", "Fcrry Forum"),
    ("SPECIAL ENVOY", "SPEClAL ENVOY"),
    ("Third", "Tbird"),
    ("carried", "carricd"),
    ("dangerous", "dangcrous"),
    ("opened", "opcned"),
]
_TRANSLATED = "\n".join(f"{p}\n{'le quai et la lampe ' * (len(p) // 19)}" for p in PAGE)
_TWICE = "count the boats in every harbour of the north before the winter comes."
_AGAIN = [PAGE[3], f"Ports should {_TWICE}", PAGE[4], PAGE[5], _TWICE, f"{PAGE[2]} in the old town hall on the hill"]
_LEAVES = [
    PAGE[3],
    f"{PAGE[4]} Nobody has paid for them since the old keeper left.",
    f"{PAGE[5]} He said that no lamp is too small to be counted, and that no harbour is too far.",
    "In spring the boats are counted by the keepers of the lights, who write down each of them by hand.",
    "The crews of the southern line were asked to stay at home while the storm lasted, and were paid for it.",
]
_TURNED = [_LEAVES[2][130:], *_LEAVES[3:], _LEAVES[1][150:], _LEAVES[2][:130], _LEAVES[0], _LEAVES[1][:150]]
# Of each: passages, copy, the letter of each status (exact, altered, moved, missing: x).
CASES: dict[str, tuple[list[str], str, str]] = {
    "a title comes again in a later sentence": (PAGE, _changed(*_NOISE), "aaaaaae"),
    "a box inside a passage": (PAGE, _changed(("nobody", f"\n{BOX}\nnobody")), "eeeaeee"),
    "another language after each passage": (PAGE, _TRANSLATED, "eeeeeee"),
    "pages in another order, a passage across the break": (PAGE, f"and nobody{_AFTER}\n{_BEFORE}", "mmmaeee"),
    "a part that begins inside a passage": (PAGE, "\n".join(PAGE)[120:], "xxxaeee"),
    "a part that ends inside a passage": (PAGE, _BEFORE, "eeeaxxx"),
    "one passage in a book": (PAGE, f"{OTHER}\n{PAGE[4]}\n{OTHER}", "xxxxexx"),
    "a heading that is gone, its words elsewhere": (
        ["Lamps", *PAGE[3:5], "Thanks", PAGE[5]],
        "\n".join([*PAGE[3:5], PAGE[5]]),
        "xeexe",
    ),
    "short names that changed places": (
        [PAGE[3], "Norway", "Sweden", PAGE[4]],
        f"{PAGE[3]}SwedenNorway{PAGE[4]}",
        "emee",
    ),
    "words that come again, in another order": (_AGAIN, "\n".join(_AGAIN[n] for n in (0, 2, 5, 4, 3, 1)), "emeemm"),
    "pages in another order, two passages across breaks": (_LEAVES, "\n".join(_TURNED), "maaee"),
}
