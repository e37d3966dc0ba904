"""THE flow, in one function: threads to program."""
