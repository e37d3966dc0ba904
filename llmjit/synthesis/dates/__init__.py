"""Dates, times and lengths of time: read, moved, compared and written."""
