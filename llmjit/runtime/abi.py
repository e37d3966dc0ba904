"""All that emitted code may call."""

from llmjit.guard import Guard, GuardFailed

__all__ = ["Guard", "GuardFailed"]
