"""Helpers: the functions that code in a thread may call, and the border they are called across."""

from __future__ import annotations

import inspect
import pathlib
import sys
import traceback
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, final

from llmjit.diagnostic import reason_of
from llmjit.effects import Effect, effect_of, is_declared
from llmjit.record.errors import NoTools, ReservedName, ToolsBroken, ToolsError, ToolsUnreadable

if TYPE_CHECKING:
    from llmjit.frontend.thread import HelperInfo

# what code blocks have without asking; see llmjit.record.desk
BUILT_IN = ("llm_call", "llm_list_bind", "llm_bind", "coerce", "guard", "result")


@final
@dataclass(frozen=True)
class Helper:
    """A function with its declared effect; ``check``: annotated types are enforced at the border."""

    name: str
    function: Callable[..., Any]
    effect: Effect = "read"
    doc: str = ""
    check: bool = True

    @classmethod
    def of(cls, function: Callable[..., Any], name: str | None = None) -> Helper:
        """The helper that ``function`` is, effect and description taken from itself."""
        called = name or function.__name__
        return cls(called, function, effect_of(function, called), inspect.getdoc(function) or "")

    @cached_property
    def signature(self) -> inspect.Signature | None:
        """The function's signature, None where Python knows none."""
        try:
            return inspect.signature(self.function)
        except (TypeError, ValueError):
            return None

    @cached_property
    def _hints(self) -> Mapping[str, Any]:
        try:
            return typing.get_type_hints(self.function) if self.check else {}
        except Exception:  # annotations may be any expression; those that mean nothing are not checked
            return {}

    @property
    def info(self) -> HelperInfo:
        """What the recording keeps of it."""
        from llmjit.frontend.thread import HelperInfo

        signature = "(*args, **kwargs)" if self.signature is None else str(self.signature)
        return HelperInfo(name=self.name, signature=signature, doc=self.doc, effect=self.effect)

    def call(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Call the function, arguments and result checked against its annotations.

        Raises ``TypeError`` for values of other types, and whatever the function raises; its attempt to end
        the program becomes a ``RuntimeError``.
        """
        args, kwargs = self._checked(args, kwargs)
        try:
            value = self.function(*args, **kwargs)
            if inspect.iscoroutine(value):
                import asyncio

                value = asyncio.run(value)
        except SystemExit as error:
            raise RuntimeError(f"{self.name} tried to end the program (exit {error.code})") from error
        if "return" in self._hints:
            self._check("the result", value, self._hints["return"])
        return value

    def _checked(
        self, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if self.signature is None or not self._hints:
            return args, dict(kwargs)
        try:
            bound = self.signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{self.name}(): {error}; it is {self.name}{self.signature}") from None
        for name, value in bound.arguments.items():
            hint = self._hints.get(name)
            kind = self.signature.parameters[name].kind
            if hint is None:
                continue
            if kind is inspect.Parameter.VAR_POSITIONAL:
                hint = tuple[hint, ...]  # type: ignore[valid-type]
            elif kind is inspect.Parameter.VAR_KEYWORD:
                hint = dict[str, hint]  # type: ignore[valid-type]
            elif hint in (Path, pathlib.PurePath) and isinstance(value, str):
                bound.arguments[name] = value = hint(value)  # the sandbox has no paths of its own
            self._check(f"argument {name}", value, hint)
        return bound.args, bound.kwargs

    def _check(self, what: str, value: Any, hint: Any) -> None:
        if type(value) is hint:
            return
        from typeguard import CollectionCheckStrategy, ForwardRefPolicy, TypeCheckError, check_type

        try:
            check_type(
                value,
                hint,
                forward_ref_policy=ForwardRefPolicy.IGNORE,
                collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS,
            )
        except TypeCheckError as error:
            raise TypeError(f"{self.name}(): {what} {error}") from None


@final
@dataclass(frozen=True)
class Toolbox:
    """The helpers of one thread, by name. Raises `ToolsError` for a name that blocks already use."""

    helpers: Mapping[str, Helper] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.helpers:
            if name in BUILT_IN:
                raise ToolsError(ReservedName(name=name))

    @classmethod
    def of(cls, functions: Iterable[Callable[..., Any] | Helper]) -> Toolbox:
        """A toolbox of plain functions and helpers."""
        made = [f if isinstance(f, Helper) else Helper.of(f) for f in functions]
        return cls({helper.name: helper for helper in made})

    def __iter__(self) -> Iterator[Helper]:
        return iter(self.helpers.values())

    def infos(self) -> tuple[HelperInfo, ...]:
        """What the recording keeps of the helpers."""
        return tuple(helper.info for helper in self)


def load_tools(path: str | Path) -> Toolbox:
    """The helpers of a Python file: its public functions, and whatever bears ``@llmjit.helper``.

    Imported names are left out. Raises `ToolsError` naming the line when the file is missing, does not parse,
    raises, or defines nothing.
    """
    file = Path(path)
    try:
        source = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ToolsError(ToolsUnreadable(path=str(file), reason=reason_of(error))) from None
    module = ModuleType(file.stem)
    module.__file__ = str(file.resolve())
    sys.modules.setdefault(module.__name__, module)  # dataclasses and typing look their module up there
    folder = str(file.resolve().parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)  # helpers may import their neighbours, also when they are called
    try:
        exec(compile(source, module.__file__, "exec", dont_inherit=True), module.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a file may raise anything, SystemExit too
        raise ToolsError(_broken(file, source, error)) from None
    found = [
        Helper.of(value, name) for name, value in vars(module).items() if _is_helper(module, name, value)
    ]
    if not found:
        raise ToolsError(NoTools(path=str(file)))
    return Toolbox.of(found)


def _is_helper(module: ModuleType, name: str, value: Any) -> bool:
    if not callable(value) or inspect.isclass(value):
        return False
    if is_declared(value):
        return True
    return not name.startswith("_") and getattr(value, "__module__", None) == module.__name__


def _broken(file: Path, source: str, error: BaseException) -> ToolsBroken:
    lines = source.splitlines()
    place = str(file.resolve())
    if isinstance(error, SyntaxError) and error.filename == place:
        number = error.lineno or 1
    else:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == place]
        number = (frames[-1].lineno or 1) if frames else 1
    text = lines[number - 1].strip() if number <= len(lines) else ""
    message = str(error.msg if isinstance(error, SyntaxError) else error) or "no message"
    return ToolsBroken(path=str(file), line=number, text=text, error=type(error).__name__, message=message)
