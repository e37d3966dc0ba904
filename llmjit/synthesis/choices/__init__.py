"""Programs that do one thing or another, and answers that are a choice: questions, verdicts, vocabularies."""
