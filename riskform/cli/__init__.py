"""Commands for people at a terminal: the only floor that knows click."""
