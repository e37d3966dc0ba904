"""Recorded transcripts: the thread model, the readers, and the way into the IR."""
