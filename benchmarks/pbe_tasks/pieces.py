"""Tasks on lists."""
