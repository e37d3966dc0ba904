"""Lists: made of texts, taken apart, kept, dropped and changed element by element."""
