"""Where the files that travel with riskform lie, in a checkout and in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """Return the folder `name` (`templates`, `form_definitions`, `assets`).

    A wheel carries it inside the package, under `_bundled`; a checkout has it beside the package.
    """
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.exists() else _PACKAGE.parent / name
