"""Paths put behind one another, below one another, and what several have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.paths import PathError, common_folder, path_below, resolved_path

PARTS = st.lists(st.sampled_from(["ash", "elm", "oak", "fir.txt"]), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("folder", "path", "found"),
    [
        ("/a/b", "../c", "/a/c"),
        ("/a/b/", "./c.txt", "/a/b/c.txt"),
        ("/a", "/c", "/c"),
        ("a/b", "c/../d", "a/b/d"),
    ],
)
def test_paths_as_seen_from_a_folder(folder: str, path: str, found: str) -> None:
    assert resolved_path(folder, path) == found


@pytest.mark.parametrize(("folder", "path"), [("/a", "../../b"), ("a", "../../b"), ("", "b"), ("/a", " ")])
def test_paths_that_lead_nowhere(folder: str, path: str) -> None:
    with pytest.raises(PathError):
        resolved_path(folder, path)


@given(PARTS, PARTS)
def test_what_lies_below_a_folder_leads_back_to_the_path(folder: list[str], rest: list[str]) -> None:
    root = "/" + "/".join(folder)
    path = resolved_path(root, "/".join(rest))
    assert resolved_path(root, path_below(path, root)) == path


def test_a_path_elsewhere_lies_in_no_folder() -> None:
    for path in ("/ash/oak", "/elmtree/oak", "/elm/"):
        with pytest.raises(PathError):
            path_below(path, "/elm")


def test_common_folders() -> None:
    assert common_folder(["/a/b/c", "/a/b/d/e", "/a/bc/f"]) == "/a"
    assert common_folder(["a/b/c", "a/b/d"]) == "a/b"
    for paths in (["/a/b"], ["/a/b", "a/b"], ["/a", "/b"], ["/a/b", "/a/b"]):
        with pytest.raises(PathError):
            common_folder(paths)
