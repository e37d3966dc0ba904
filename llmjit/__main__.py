"""``python -m llmjit`` is the ``llmjit`` command."""

from llmjit.cli.main import main

main()
