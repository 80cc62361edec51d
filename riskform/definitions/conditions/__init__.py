"""Conditions: one sentence, read once, checked against the whole form, kept as one tree."""
