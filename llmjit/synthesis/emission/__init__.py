"""Programs and guards as Python that a person would check in."""
