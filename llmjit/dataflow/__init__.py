"""Provenance: which value of a thread came from where."""
