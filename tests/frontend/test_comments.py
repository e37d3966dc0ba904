from __future__ import annotations

from llmjit.frontend.comments import comments

CODE = """# head

# first
x = 1  # tail
if x:  # cond
    # inner
    y = "# no"
# noqa
z = 2
#
"""


def test_comments_belong_to_the_statement_below_or_before_them() -> None:
    assert list(comments(CODE)) == [
        (4, "# head"),
        (4, "# first"),
        (4, "# tail"),
        (5, "# cond"),
        (7, "# inner"),
    ]


def test_code_that_cannot_be_read_has_none() -> None:
    assert list(comments("x = # \n(")) == []
    assert list(comments("x = '\ud800' # surrogate")) == []
