"""Where code that a model wrote runs."""

from llmjit.sandbox.candidate import run_function
from llmjit.sandbox.check import Violation, check_source
from llmjit.sandbox.limits import Limits
from llmjit.sandbox.outcome import Call, CallHandler, Failure, Outcome
from llmjit.sandbox.session import Session

__all__ = [
    "Call",
    "CallHandler",
    "Failure",
    "Limits",
    "Outcome",
    "Session",
    "Violation",
    "check_source",
    "run_function",
]
