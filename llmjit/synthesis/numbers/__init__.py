"""Numbers: read, computed, rounded and written."""
