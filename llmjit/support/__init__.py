"""Pure parsers and formatters on the standard library alone, for the synthesiser and the code it emits."""
