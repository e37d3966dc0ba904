"""One rewrite a file; the order stands in `pipeline`."""
