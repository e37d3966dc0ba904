"""From IR to a module that a person would check in."""
