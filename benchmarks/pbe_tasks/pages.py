"""Tasks on documents."""
