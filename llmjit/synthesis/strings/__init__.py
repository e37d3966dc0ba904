"""Texts as parts of other texts, put together: positions, pieces, segmentations."""
