"""What was so in all observations, as far as it pays to insist on it."""
