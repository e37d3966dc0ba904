"""One reader a transcript format, found by sniffing."""
