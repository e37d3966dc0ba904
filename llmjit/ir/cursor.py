"""A place in the tokens of IR text, with the small parsers that all ops share: types, literals, names."""

from __future__ import annotations

import ast
import datetime
from typing import Any, NoReturn

from llmjit.ir.lexer import BadSyntax, Kind, ParseError, TextSources, Token, tokens, unquote
from llmjit.ir.ops import Named, Use, Value
from llmjit.ir.types import ANY, NAMES, Type, union
from llmjit.span import Span

_WORDS: dict[str, Any] = {
    "None": None,
    "True": True,
    "False": False,
    "inf": float("inf"),
    "nan": float("nan"),
}


class Cursor:
    """Reads tokens one by one; every failure is a `ParseError` at the token that was not expected."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._sources = TextSources(text.split("\n"))
        self._tokens = list(tokens(text, name))
        self._at = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[self._at]

    def fail(self, expected: str) -> NoReturn:
        """Raise for the next token."""
        token = self.token
        found = token.text if token.kind == "end" else repr(token.text)
        span = Span(self._name, 0, token.line, token.column)
        raise ParseError(BadSyntax(span=span, expected=expected, found=found), self._sources)

    def take(self, kind: Kind, expected: str = "") -> str:
        """The next token's text, which must be of that kind."""
        token = self.token
        if token.kind != kind:
            self.fail(expected or f"a {kind}")
        self._at += 1
        return token.text

    def accept(self, text: str) -> bool:
        """Step over a mark or word if it is next."""
        if self.token.kind in ("mark", "word") and self.token.text == text:
            self._at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        """Step over a mark or word that must be next."""
        if not self.accept(text):
            self.fail(repr(text))

    def at(self, text: str) -> bool:
        """Whether this mark or word is next."""
        return self.token.kind in ("mark", "word") and self.token.text == text

    def string(self) -> str:
        """A string in double quotes."""
        if self.token.kind != "string":
            self.fail("a string in double quotes")
        try:
            text = unquote(self.token)
        except ValueError:
            self.fail("a string without wrong escapes")
        self._at += 1
        return text

    def strings(self) -> tuple[str, ...]:
        """Strings separated by commas, one at least."""
        found = [self.string()]
        while self.accept(","):
            found.append(self.string())
        return tuple(found)

    def text(self) -> str:
        """A string, or lines that begin with a bar."""
        if self.token.kind == "string":
            return self.string()
        lines = [self.take("text", "a string, or lines that begin with '|'")]
        while self.token.kind == "text":
            lines.append(self.take("text"))
        return "\n".join(lines)

    def symbol(self) -> str:
        """A name after ``@``."""
        text = self.take("symbol", "a name after '@'")[1:]
        return str(ast.literal_eval(text)) if text.startswith('"') else text

    def use(self) -> Use:
        """A value that is read."""
        text = self.take("value", "a value like %name")[1:]
        return str(ast.literal_eval(text)) if text.startswith('"') else text

    def definition(self) -> Value:
        """A value that is defined, with its type."""
        name = self.use()
        return Value(name, self.type() if self.accept(":") else ANY)

    def span(self) -> Span | None:
        """A span, if one is next."""
        return Span.parse(self.take("span")) if self.token.kind == "span" else None

    def integer(self) -> int:
        """A number without a fraction."""
        if not self.token.text.isdecimal():
            self.fail("a whole number")
        return int(self.take("number"))

    def uses(self, same_line: bool = False) -> tuple[Use, ...]:
        """Values separated by commas; none is allowed; ``same_line`` as the token before."""
        found: list[Use] = []
        line = self._tokens[self._at - 1].line
        while self.token.kind == "value" and (not same_line or self.token.line == line):
            found.append(self.use())
            if not self.accept(","):
                break
        return tuple(found)

    def named(self) -> Named:
        """``name=%value`` separated by commas; none is allowed."""
        found: list[tuple[str, Use]] = []
        while self.token.kind in ("word", "string"):
            name = self.string() if self.token.kind == "string" else self.take("word")
            self.expect("=")
            found.append((name, self.use()))
            if not self.accept(","):
                break
        return tuple(found)

    def arguments(self) -> tuple[tuple[Use, ...], Named]:
        """Positional, then named, in parentheses."""
        self.expect("(")
        args, kwargs = self.uses(), self.named()
        self.expect(")")
        return args, kwargs

    def operands(self) -> Named:
        """Named operands in parentheses."""
        self.expect("(")
        named = self.named()
        self.expect(")")
        return named

    def live(self) -> Named:
        """The live variables, if any follow."""
        return self.operands() if self.accept("live") else ()

    def type(self) -> Type:
        """A type, a union included."""
        members = [self._type()]
        while self.accept("|"):
            members.append(self._type())
        return members[0] if len(members) == 1 else union(members)

    def _type(self) -> Type:
        if self.token.text not in NAMES:
            self.fail(f"a type ({', '.join(sorted(NAMES))})")
        name = self.take("word")
        args: list[Type] = []
        if self.accept("["):
            while not self.at("]"):
                args.append(self.type())
                if not self.accept(","):
                    break
            self.expect("]")
        return Type(name, tuple(args))

    def literal(self) -> Any:
        """A value, as `llmjit.ir.literal` writes it."""
        token = self.token
        if token.kind == "string":
            return self.string()
        if token.kind in ("number", "bytes"):
            return self._number()
        if token.kind == "word":
            return self._word()
        if self.accept("["):
            return self._items("]")
        if self.accept("("):
            return tuple(self._items(")"))
        if self.accept("{"):
            return self._dict()
        return self.fail("a value")

    def _number(self) -> Any:
        text = self.token.text
        self._at += 1
        if text == "-inf":
            return float(text)
        return ast.literal_eval(text)

    def _word(self) -> Any:
        text = self.token.text
        if text in _WORDS:
            self._at += 1
            return _WORDS[text]
        if text in ("date", "datetime"):
            self._at += 1
            self.expect("(")
            try:
                kind = datetime.datetime if text == "datetime" else datetime.date
                value = kind.fromisoformat(self.string())
            except ValueError:
                self.fail(f"a {text} in ISO form")
            self.expect(")")
            return value
        return self.fail("a value")

    def _items(self, close: str) -> list[Any]:
        items: list[Any] = []
        while not self.at(close):
            items.append(self.literal())
            if not self.accept(","):
                break
        self.expect(close)
        return items

    def _dict(self) -> dict[Any, Any]:
        items: dict[Any, Any] = {}
        while not self.at("}"):
            key = self.literal()
            self.expect(":")
            items[key] = self.literal()
            if not self.accept(","):
                break
        self.expect("}")
        return items
