"""The hot path: one generated function a jitted function, its code swapped whole when specializations change.

The function the user holds *is* the dispatcher. It calls the specializations in order of success, as
straight-line code, counts down to the next tick, and leaves everything else to the slow path. It takes no
lock, allocates nothing beyond the answer and touches no disk. A swap assigns ``__code__``, which is
atomic; every generation reads globals of its own, so that a thread inside an older one is not disturbed.

**What a call is made of**, from the outside in (`inspect_source` prints all of it):

1. The generated function has the parameters of the user's own, so that binding arguments is the interpreter's
   work. Everything it names is a global of its module: the interpreter caches such look-ups in the bytecode.
2. ``_jit_left`` counts down. At zero the call goes to `Jitted.miss`, which checks an answer (shadow), looks at
   the order of the specializations and at the table, and winds the counter up again. One comparison and one
   subtraction are all that sampling, statistics and review cost; hits of the first specialization are not
   even counted, they are what the others leave.
3. A table of answers by text, for functions of one text with answers that cannot be changed: one look-up
   instead of a specialization. It pays where texts come again, and where they do not, entering each text costs
   as much as answering it. So there are two variants of the code, with and without the table, and the review
   at the end of a countdown decides by how the table grew; see `Table`.
4. The specializations, each a call of an emitted function in style ``miss``: its guards and its program, with
   one compiled pattern that checks the form and holds the parts of the answer as groups
   (`llmjit.synthesis.emission.forms`). `MISS` is a value, compared by identity, not an exception; the ``try`` around
   all costs nothing unless something is raised.
"""

from __future__ import annotations

import functools
import inspect
import linecache
from collections.abc import Callable, Sequence
from types import CodeType, FunctionType
from typing import Any, final

from llmjit.runtime.miss import MISS

Compiled = Callable[..., Any]
CACHE = 1 << 15  # answers kept; looked at when the countdown ends, so that the hot path need not

SAMPLE = 1024  # answers by which the table is judged
RARE = 0.1  # the share of texts seen before from which on it is worth its entries
PAUSE = 16 * SAMPLE  # answers without the table until it is tried again

_STARS: dict[Any, str] = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}


@final
class Table:
    """Answers by text, and the judgement of whether keeping them pays."""

    def __init__(self) -> None:
        # texts alone are keys: of other types, equal values need not be the same (1 == 1.0 == True)
        self.answers: dict[str, Any] = {}
        self.begin()

    def begin(self) -> None:
        """Forget all answers, and judge from now on."""
        self.answers.clear()
        self.used = True
        self._answered = self._size = 0

    def review(self, answered: int) -> bool:
        """Take note of so many more answers; True when the table's use begins or ends.

        What was answered and did not make the table grow had been seen before. Entries stay while it is out of
        use, so that texts which come again late are found when it is tried again.
        """
        self._answered += answered
        switched = False
        if self._answered >= (SAMPLE if self.used else PAUSE):
            repeated = self._answered - (len(self.answers) - self._size)
            switched = not self.used or repeated < RARE * self._answered
            self.used ^= switched
            self._answered = 0
        if len(self.answers) > CACHE:
            self.answers.clear()
        if not self._answered:
            self._size = len(self.answers)
        return switched


class Dispatcher:
    """Owns the generated function of one jitted function, and its counters."""

    def __init__(
        self,
        function: Callable[..., Any],
        miss: Callable[[tuple[Any, ...]], Any],
        trouble: Callable[[Exception], None],
    ) -> None:
        """``miss`` takes over a call, given its bound arguments; ``trouble`` hears of code that raised."""
        self.original = function
        self.is_async = inspect.iscoroutinefunction(function)
        self.signature = inspect.signature(function)
        self.parameters = tuple(self.signature.parameters)
        self._specials: tuple[Compiled, ...] = ()
        self._generation = 0
        self._armed = 0
        self._done = 0
        self._table = Table()
        self._variants: dict[bool, tuple[str, CodeType]] = {}  # with the table and without, if both are
        self._globals: dict[str, Any] = {
            "__name__": function.__module__,
            "_jit_miss": miss,
            "_jit_trouble": trouble,
            "_jit_MISS": MISS,
            "_jit_left": 0,
            "_jit_f": function,
            "_jit_cache": self._table.answers,
            "_jit_cached": self._table.answers.get,
        }
        self.function = self._first()
        self.call_slow: Callable[[tuple[Any, ...]], Any] = self._globals["_jit_slow"]

    @property
    def compiled_calls(self) -> int:
        """How many calls compiled code has answered."""
        return self._done + max(0, self._armed - int(self._globals["_jit_left"]))

    @property
    def countdown(self) -> int:
        """Compiled answers left before the next tick."""
        return int(self._globals["_jit_left"])

    def hits(self) -> list[int]:
        """Answers of each specialization since the last `install`, in its order."""
        rest = [int(self._globals.get(self._counter(i), 0)) for i in range(1, len(self._specials))]
        first = self.compiled_calls - self._base - sum(rest)
        return [max(0, first), *rest] if self._specials else []

    def install(
        self,
        specials: Sequence[Compiled],
        *,
        inputs: Sequence[int],
        project: Callable[[Any], Any] | None = None,
        projected: frozenset[int] = frozenset(),
        restore: Callable[[Any], Any] | None = None,
        cached: bool = False,
    ) -> None:
        """Swap in ``specials``, most successful first.

        ``inputs`` are the indices of the parameters they take; those in ``projected`` go through ``project``
        first, and answers through ``restore``. ``cached``: answers are immutable, and those about a text may
        be kept, so that a text seen again costs one look-up.
        """
        self.arm(0)
        self._generation += 1
        self._specials = tuple(specials)
        self._base = self._done
        tag = f"_jit_{self._generation}_"
        names = self._globals
        names.update({f"{tag}{i}": special for i, special in enumerate(specials)})
        names.update({self._counter(i): 0 for i in range(1, len(specials))})
        names["_jit_project"], names["_jit_restore"] = project, restore
        self._table.begin()
        alone = cached and len(self.parameters) == 1 and not projected and restore is None
        self._variants = {}
        for kept in (False, True) if alone and specials else (False,):
            body = self._hot_body(tag, inputs, projected, restore is not None, kept) if specials else []
            source = self._source(body)
            self._variants[kept] = source, self._compile(source, ", with a table" if kept else "")
        self._use(len(self._variants) > 1)
        stale = f"_jit_{self._generation - 2}_"
        for name in [name for name in names if name.startswith(stale)]:
            del names[name]

    def arm(self, count: int) -> None:
        """Let ``count`` more compiled answers pass before ``miss`` is called for a tick."""
        done = self.compiled_calls
        if len(self._variants) > 1 and self._table.review(done - self._done):
            self._use(self._table.used)
        self._done = done
        self._armed = count
        self._globals["_jit_left"] = count

    def _use(self, table: bool) -> None:
        self.source, self.function.__code__ = self._variants[table]

    def _counter(self, index: int) -> str:
        return f"_jit_{self._generation}_hits{index}"

    def _first(self) -> FunctionType:
        self.source = self._source([]) + self._slow_source()
        exec(self._compile(self.source), self._globals)
        self._base = 0
        function: FunctionType = self._globals[self._name]
        original = self.original
        function.__defaults__ = getattr(original, "__defaults__", None)
        function.__kwdefaults__ = getattr(original, "__kwdefaults__", None)
        functools.update_wrapper(function, original)
        return function

    @property
    def _name(self) -> str:
        name = getattr(self.original, "__name__", "function")
        return name if name.isidentifier() else "function"

    def _compile(self, source: str, variant: str = "") -> CodeType:
        where = f"{self.original.__qualname__}, generation {self._generation}{variant}"
        filename = f"<llmjit dispatch of {where}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        code = compile(source, filename, "exec", dont_inherit=True)
        if self._generation == 0:
            return code
        return next(c for c in code.co_consts if inspect.iscode(c))

    def _source(self, hot: list[str]) -> str:
        arguments = "".join(f"{name}, " for name in self.parameters)
        keyword = "await " if self.is_async else ""
        lines = [
            f"{'async ' if self.is_async else ''}def {self._name}({self._declaration()}):",
            *hot,
            f"    return {keyword}_jit_miss(({arguments}))",
        ]
        return "\n".join(lines) + "\n"

    def _hot_body(
        self, tag: str, inputs: Sequence[int], projected: frozenset[int], restored: bool, cached: bool
    ) -> list[str]:
        counters = [f"{tag}hits{i}" for i in range(1, len(self._specials))]
        lines = [f"    global {', '.join(['_jit_left', *counters])}", "    if _jit_left > 0:", "        try:"]
        given = [self.parameters[i] for i in inputs]
        for index in sorted(projected):
            name = self.parameters[index]
            given[list(inputs).index(index)] = f"_jit_p{index}"
            lines.append(f"            _jit_p{index} = _jit_project({name})")
        answer = "_jit_restore(_jit_r)" if restored else "_jit_r"
        keep: list[str] = []
        if cached:
            (name,) = self.parameters
            keep = [
                f"                if type({name}) is str:",
                f"                    _jit_cache[{name}] = _jit_r",
            ]
            lines += [
                f"            _jit_r = _jit_cached({name}, _jit_MISS)",
                "            if _jit_r is not _jit_MISS:",
                "                _jit_left -= 1",
                "                return _jit_r",
            ]
        for i in range(len(self._specials)):
            lines += [
                f"            _jit_r = {tag}{i}({', '.join(given)})",
                "            if _jit_r is not _jit_MISS:",
                *([f"                {tag}hits{i} += 1"] if i else []),
                *keep,
                "                _jit_left -= 1",
                f"                return {answer}",
            ]
        return [*lines, "        except Exception as _jit_error:", "            _jit_trouble(_jit_error)"]

    def _declaration(self) -> str:
        """The parameter list without annotations; defaults are placeholders, replaced on the function
        object.
        """
        parts: list[str] = []
        kinds = inspect.Parameter
        parameters = list(self.signature.parameters.values())
        for index, parameter in enumerate(parameters):
            default = "" if parameter.default is kinds.empty else "=None"
            if parameter.kind is kinds.KEYWORD_ONLY and not any(
                p.kind in (kinds.VAR_POSITIONAL, kinds.KEYWORD_ONLY) for p in parameters[:index]
            ):
                parts.append("*")
            stars = _STARS.get(parameter.kind, "")
            parts.append(f"{stars}{parameter.name}{default}")
            following = parameters[index + 1].kind if index + 1 < len(parameters) else None
            if parameter.kind is kinds.POSITIONAL_ONLY and following is not kinds.POSITIONAL_ONLY:
                parts.append("/")
        return ", ".join(parts)

    def _slow_source(self) -> str:
        """A function that calls the original with a tuple of bound arguments."""
        kinds = inspect.Parameter
        parts = []
        for index, parameter in enumerate(self.signature.parameters.values()):
            named = f"{parameter.name}=" if parameter.kind is kinds.KEYWORD_ONLY else ""
            parts.append(f"{_STARS.get(parameter.kind, named)}_jit_a[{index}]")
        return f"\ndef _jit_slow(_jit_a):\n    return _jit_f({', '.join(parts)})\n"
