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


def test_statements_of_every_kind_are_told_apart() -> None:
    code = """
@cache
def f(x): return x  # one
class C:
    a = 1; b = 2  # two
try:
    pass
except ValueError:  # a clause is no statement
    x = 3  # three
else:
    y = 4
finally:
    z = (
        5
    )
for i in x:  # four
    while i: i -= 1
else:
    if i:
        pass
    elif x:  # five
        with f(1) as g:
            pass
    else:
        pass
match x:
    case 1:
        # six
        pass
async def g():
    async for i in x:
        pass  # seven
"""
    found = {text: code.split("\n")[line - 1] for line, text in comments(code)}
    assert list(found) == ["# one", "# two", "# three", "# four", "# five", "# six", "# seven"]
    assert all(text in line for text, line in found.items() if text != "# six")
    assert found["# six"].strip() == "pass"
