"""Typed, immutable nodes in SSA form, with structured control flow, text form, verifier and interpreter.

A `Program` is a list of ops (`llmjit.ir.ops`; each op's docstring is its meaning). An op reads values by
name and defines values; ops with regions (``if``, ``for``, ``while``, ``func``, ``failed``) hold lists of ops
that end in a terminator and may read whatever is defined before the op. Every literal of the recorded code
is a ``const`` of its own, with the span of its first character, so that provenance can be stated for it and
a pass can put a parameter or a site in its place. Helper calls are ``call``; a value that the model decided
is a ``site``, described in ``Program.sites``; what the model was shown is ``output``; everything else is
``py`` (an expression) or ``exec`` (statements) over named operands, whose free names are operands or
builtins.

    program @convert(%currency: str = "AUD") -> float lifted {
      helper @Rates.table "(base: str) -> str" !read
      site @rate transcription("rates", "currency") -> float {
        observed ("{'AUD': 1.54}", "AUD",) -> 1.54
      }
      %0: str = const "USD" @t1:2:21
      %rates: str = call @Rates.table(%0) !read @t1:2:9
      output value (%rates) @t1:2:1
      %rate: float = site @rate(%rates, %currency) @t1:4:8
      %1: int = const 100 @t1:4:14
      %2 = py "k * rate" (k=%1, rate=%rate) @t1:4:14
      return %2
    }

``parse`` (llmjit.ir.parser) and ``print_program`` (llmjit.ir.printer) are inverse. ``#`` begins a comment.

Stages (`llmjit.ir.verifier.LEGAL` is the table, checked after every pass):

LIFTED       as recorded; all ops but ``copy``; a site's tier may be open.
SPECIALIZED  no ``failed``; every site has a tier: 1 or 2 with source, or 0 with the reason.
PYTHON       what the backend prints, one statement an op:

  - no ``failed``, ``output``, ``undef``;
  - out of SSA: value names are Python identifiers, neither keyword nor builtin nor the first part of a
    helper's name, and one name may be assigned by several ops. ``if``, ``for`` and ``while`` carry nothing:
    no results, inits or carried values; assignments in their regions (``copy``, or any op) are visible
    after them. ``yield`` has no values (it prints as nothing, an empty region as ``pass``), except at the
    end of a ``while``'s test region; ``break`` and ``continue`` have no values;
  - in ``py``, ``exec`` and ``guard`` every operand is called by its own name (``x=%x``), so that sources
    print as they stand; constants and expressions used once are written into the source that uses them. What
    a ``call``, ``site``, ``if``, ``for`` or ``return`` reads may be an expression in the place of a name, quoted
    in the text form (``call @find(%"'USD'")``): it prints as it stands, too. A ``py`` that
    nobody reads and that has no effects is gone;
  - every ``site`` of tier 0 and every ``guard`` outside a ``func`` says its ``live`` variables.
"""
