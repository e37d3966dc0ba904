"""Typed, immutable nodes in SSA form, with printer, parser and verifier."""
