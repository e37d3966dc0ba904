"""Items between commas in some texts and in lines of their own in others."""

from __future__ import annotations

from tests.synthesis.learning import accepted

BOATS = (
    ("Name\nHeron\n\nGear\noars, rope, lamp\n\nPort\nMoss", ["oars", "rope", "lamp"]),
    ("Name\nGull\n\nGear\nnet\ntwo sails\n\nPort\nHolm", ["net", "two sails"]),
    ("Name\nTern\n\nGear\nanchor, tar and brush\n\nPort\nMoss", ["anchor", "tar and brush"]),
)


def test_commas_and_ends_of_lines_set_items_apart() -> None:
    found = accepted(*BOATS)
    assert found.run(("Name\nOwl\n\nGear\npump, hose\nlong rope\n\nPort\nHolm",)) == [
        "pump",
        "hose",
        "long rope",
    ]
    assert found.run(("Name\nOwl\n\nGear\npump\n\nPort\nHolm",)) == ["pump"]
