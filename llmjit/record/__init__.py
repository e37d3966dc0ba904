"""Run a live thread, or watch one, and write it down faithfully."""
