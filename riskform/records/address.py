"""Which database a command or a server uses."""

from collections.abc import Mapping

VARIABLE = "RISKFORM_DATABASE_URL"
DEFAULT = "sqlite:///var/riskform.db"


def database_url(environment: Mapping[str, str]) -> str:
    """Return the address in RISKFORM_DATABASE_URL, else a file under the working folder."""
    return environment.get(VARIABLE, "").strip() or DEFAULT
