"""JSON, key-value text, attributes and tables: values by key, row and column."""
