"""A program wired to its helpers: functions of a tools file, and other compiled programs.

A program is called by another under its name. Which version answers is decided when the caller is wired, so that
recompiling the callee leaves the caller as it is. What the callee calls goes into the caller's journal.
"""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Callable
from typing import Any, Final, final

from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.effects import Effect
from llmjit.programs import NoSuchProgram, find_program, program_names
from llmjit.record.tools import Helper as Tool
from llmjit.record.tools import Toolbox
from llmjit.runtime.program import Program
from llmjit.runtime.run import Helper

Equip = Callable[[Program], Program]
"""What a caller gives its callees beyond helpers: who answers at their sites."""

# not inside an address of e-mail, a decorator's path or another word; a full stop may end the sentence
_MENTION: Final = re.compile(r"(?<![\w@.+/-])@([A-Za-z_]\w*)(?![\w@-]|\.\w)")


@final
class HelpersMissing(Diagnostic):
    """The program calls helpers that were not given."""

    code = "R060"
    title = "{program} calls helpers that are not there: {missing}"
    help = "give the file that defines them: --tools tools.py"

    program: str
    missing: str


@final
class CallsItself(Diagnostic):
    """Programs that call each other in a circle would never end."""

    code = "R061"
    title = "the program {program} calls itself: {circle}"

    program: str
    circle: str


@final
class UnknownMention(Diagnostic):
    """A task names something with an @ that is no compiled program; it stays text."""

    code = "R062"
    title = "@{name} is no compiled program and stays text"
    help = "{hint}"

    name: str
    hint: str


def wired(program: Program, tools: Toolbox, equip: Equip = lambda callee: callee) -> Program:
    """The program with its helpers; raises `LlmjitError` naming those that there are none of.

    A helper that ``tools`` lacks may be a compiled program, wired to the same ``tools``.
    """
    return _wired(program, tools, equip, (program.name,))


def mentioned(task: str, tools: Toolbox) -> tuple[Toolbox, list[UnknownMention]]:
    """``tools`` and the programs that ``task`` names with an @, as helpers; and what it names so that is none.

    Raises `LlmjitError` for a program whose own helpers ``tools`` lacks.
    """
    found = dict(tools.helpers)
    unknown = []
    for name in dict.fromkeys(_MENTION.findall(task)):
        if name in found:
            continue
        program = _program(name)
        if program is None:
            unknown.append(UnknownMention(name=name, hint=_hint(name)))
        else:
            found[name] = _tool(_wired(program, tools, lambda callee: callee, (name,)))
    return Toolbox(found), unknown


def _wired(program: Program, tools: Toolbox, equip: Equip, callers: tuple[str, ...]) -> Program:
    declared = program.manifest.get("helpers", {})
    helpers: dict[str, Helper] = {}
    missing = []
    for name in declared:
        callee = None if name in tools.helpers else _program(name)
        if name in tools.helpers:
            helpers[name] = _border(tools.helpers[name])
        elif callee is None:
            missing.append(name)
        elif name in callers:
            circle = " calls ".join([*callers[callers.index(name) :], name])
            raise LlmjitError(CallsItself(program=name, circle=circle))
        else:
            inner = equip(_wired(callee, tools, equip, (*callers, name)))
            helpers[name] = Helper.of(name, _function(inner), _effect(inner))
    if missing:
        raise LlmjitError(HelpersMissing(program=program.name, missing=", ".join(sorted(missing))))
    return program.with_(helpers=helpers)


def _program(name: str) -> Program | None:
    try:
        return find_program(name)
    except LlmjitError as error:
        if isinstance(error.diagnostic, NoSuchProgram):
            return None
        raise


def _tool(program: Program) -> Tool:
    function = _function(program)
    return Tool(program.name, function, _effect(program), inspect.getdoc(function) or "")


def _effect(program: Program) -> Effect:
    """What calling it does to the world: the most that one of its helpers does."""
    effects = {helper.effect for helper in program.helpers.values()}
    return "write" if "write" in effects else "read" if "read" in effects or program.answer else "pure"


def _function(program: Program) -> Callable[..., Any]:
    """A program as a function of its parameters: a caller's code knows nothing of requests in words."""
    try:
        signature = inspect.signature(program.entry, eval_str=True)
    except Exception:  # annotations may name what its module does not hold
        signature = inspect.signature(program.entry)

    def call(*args: Any, **kwargs: Any) -> Any:
        return program(**signature.bind(*args, **kwargs).arguments)

    call.__name__ = call.__qualname__ = program.name
    call.__doc__ = program.entry.__doc__
    call.__signature__ = signature  # type: ignore[attr-defined]
    call.composite = True  # type: ignore[attr-defined]
    return call


def _border(helper: Tool) -> Helper:
    """A helper as compiled code calls it: types checked, effect declared, idempotency key if it takes one."""

    def call(*args: Any, **kwargs: Any) -> Any:
        return helper.call(args, kwargs)

    takes_key = Helper.of(helper.name, helper.function, helper.effect).takes_key
    return Helper(helper.name, call, helper.effect, takes_key)


def _hint(name: str) -> str:
    near = difflib.get_close_matches(name, program_names(), 1)
    return f"did you mean @{near[0]}?" if near else "llmjit programs lists what there is"
