"""One program over many rows: processes, order kept, resumable, model calls made by the parent alone."""
