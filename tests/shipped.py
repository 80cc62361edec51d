"""The definitions that come with riskform, read once for all the tests of a process."""

from functools import cache

from riskform.definitions.library import Library, load_folder
from riskform.paths import bundled


@cache
def shipped() -> Library:
    """Return the library of all that comes with riskform; nobody changes what is in it."""
    return load_folder(bundled("form_definitions"))
