"""Other form engines, and what they make of the same form.

They are no part of riskform: they are installed by the bench alone, each at one version, into a
folder of their own that git ignores.
"""
