import stat
import subprocess
import sys
from pathlib import Path

import pytest

from riskform.errors import CouldNotRun
from riskform.web.settings import Settings, secret_key_of

ANY = "0.0.0.0"  # noqa: S104 - never bound
FORMS = Path("form_definitions")
KEY = {"RISKFORM_SECRET_KEY": "k" * 32}


def settings(host: str = "127.0.0.1", *, demo: bool = False, **more: str) -> Settings:
    return Settings.from_environment({**KEY, **more}, FORMS, host=host, demo=demo)


def test_cookies_go_over_https_only_where_other_machines_can_reach_the_server() -> None:
    assert settings(ANY).secure_cookies


def test_cookies_go_over_https_only_behind_a_proxy() -> None:
    assert settings(RISKFORM_TRUSTED_PROXIES="1").secure_cookies


def test_this_machine_alone_and_the_demo_need_no_https() -> None:
    assert not settings().secure_cookies
    assert not settings(ANY, demo=True).secure_cookies


def test_secure_cookies_can_be_asked_for() -> None:
    assert settings(RISKFORM_SECURE_COOKIES="yes").secure_cookies


@pytest.mark.parametrize(
    "variable",
    [
        {"RISKFORM_SECURE_COOKIES": "maybe"},
        {"RISKFORM_TRUSTED_PROXIES": "one"},
        {"RISKFORM_SECRET_KEY": "short"},
    ],
)
def test_a_variable_that_can_not_be_used_is_named(variable: dict[str, str]) -> None:
    with pytest.raises(CouldNotRun, match=next(iter(variable))):
        settings(**variable)


def test_a_server_for_this_machine_answers_to_its_own_names_only() -> None:
    assert settings().hosts == ("localhost", "127.0.0.1", "[::1]")
    assert settings(RISKFORM_HOSTS="risk.example, r.example").hosts == ("risk.example", "r.example")


def test_no_secret_stands_in_what_is_printed_of_the_settings() -> None:
    shown = repr(settings(RISKFORM_DATABASE_URL="postgresql://u:hunter2@db/riskform"))
    assert "hunter2" not in shown
    assert KEY["RISKFORM_SECRET_KEY"] not in shown


def test_a_secret_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = secret_key_of(path)
    assert len(key) >= 32
    assert secret_key_of(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_servers_that_start_together_use_one_key(tmp_path: Path) -> None:
    asks = "from riskform.web.settings import *; print(secret_key_of(Path('var/secret_key')))"
    package = Path(__file__).parents[2]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", asks],
            cwd=tmp_path,
            env={"PYTHONPATH": str(package)},
            stdout=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    keys = {process.communicate()[0] for process in started}
    assert len(keys) == 1


def test_an_empty_key_file_is_not_taken_for_a_key(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(CouldNotRun, match="empty"):
        secret_key_of(tmp_path / "secret_key")


def test_a_key_that_can_not_be_kept_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    with pytest.raises(CouldNotRun, match=r"can't be kept in .* or set RISKFORM_SECRET_KEY"):
        secret_key_of(tmp_path / "var" / "secret_key")


def test_the_file_of_local_numbers_is_named_or_there_is_none() -> None:
    assert settings(RISKFORM_CONTACTS=" /srv/contacts.yaml ").contacts == Path("/srv/contacts.yaml")
    assert settings().contacts is None
