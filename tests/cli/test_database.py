from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.cli.database import db, user
from riskform.records import accounts, audit, connect, health, upgrade
from riskform.records.accounts import Account, NewAccount
from riskform.services.accounts import WrongCredentials, check_password
from tests.services.office import NOW

GIVEN = "correct horse battery\n"
ADD = ["add", "Amina", "--name=Amina Khan", "--role=practitioner", "--team=North"]

pytestmark = pytest.mark.usefixtures("quick_hashes")


@pytest.fixture(autouse=True)
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    address = f"sqlite:///{tmp_path}/var/riskform.sqlite3"
    monkeypatch.setenv("RISKFORM_DATABASE_URL", address)
    return address


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(user, words, input=typed)


def add(typed: str = GIVEN) -> Result:
    return run(*ADD, "--password-stdin", typed=typed)


def account(address: str, sign_in_name: str = "amina") -> Account:
    database = connect(address)
    with database.session(write=False) as session:
        found = accounts.by_sign_in_name(session, sign_in_name)
    database.dispose()
    assert found is not None
    return found


def opens(address: str, password: str) -> bool:
    database = connect(address)
    try:
        with database.session(write=False) as session:
            check_password(session, "amina", password)
    except WrongCredentials:
        return False
    finally:
        database.dispose()
    return True


def test_a_user_is_added_to_a_database_that_does_not_exist_yet(address: str) -> None:
    result = add()
    assert result.exit_code == 0, result.output
    assert result.output == "Amina Khan can sign in as amina.\n"
    made = account(address)
    assert (made.role, made.team, made.demo, made.active) == ("practitioner", "North", False, True)
    assert opens(address, "correct horse battery")


def test_a_password_is_asked_for_twice_and_never_shown(address: str) -> None:
    result = run(*ADD, typed=GIVEN * 2)
    assert result.exit_code == 0, result.output
    assert "correct horse" not in result.output
    assert opens(address, "correct horse battery")


def test_a_short_password_is_refused_and_nobody_is_made() -> None:
    result = add("14 characters.\n")
    assert result.exit_code == 1
    assert "The password needs 15" in result.output
    assert run("list").output == ""


def test_a_name_that_is_taken_is_refused() -> None:
    add()
    result = add()
    assert result.exit_code == 1
    assert "There is already an account with the sign-in name amina." in result.output


def test_users_are_listed_with_what_they_may_do() -> None:
    add()
    run("disable", "amina")
    assert run("list").output == "amina\tpractitioner\tNorth\tAmina Khan (disabled)\n"


def test_a_user_is_given_another_role_or_team_and_the_rest_stays() -> None:
    add()
    assert run("change", "AMINA", "--role", "manager").exit_code == 0
    assert run("list").output == "amina\tmanager\tNorth\tAmina Khan\n"
    result = run("change", "amina", "--team", " South ")
    assert result.output == "Amina Khan now has the role manager in the team South.\n"
    assert run("list").output == "amina\tmanager\tSouth\tAmina Khan\n"


def test_a_change_of_nothing_and_a_team_without_a_name_are_refused() -> None:
    add()
    assert "Say what changes" in run("change", "amina").output
    result = run("change", "amina", "--team", " ")
    assert result.exit_code == 1
    assert "Give a team, in letters that can be printed." in result.output
    assert run("list").output == "amina\tpractitioner\tNorth\tAmina Khan\n"


def test_a_changed_account_is_in_the_audit(address: str) -> None:
    add()
    run("change", "amina", "--team", "South")
    with connect(address) as database, database.session(write=False) as session:
        (changed, _made) = audit.listed(session, object_kind="account")
    assert changed.action == "account changed"
    assert changed.detail == {"role": "practitioner", "team": "South"}


def test_a_disabled_user_can_not_sign_in_until_enabled(address: str) -> None:
    add()
    assert run("disable", "AMINA").exit_code == 0
    assert not opens(address, "correct horse battery")
    assert run("enable", "amina").exit_code == 0
    assert opens(address, "correct horse battery")


def test_a_password_is_changed(address: str) -> None:
    add()
    assert run("password", "amina", "--password-stdin", typed="another long one\n").exit_code == 0
    assert opens(address, "another long one")
    assert not opens(address, "correct horse battery")


@pytest.mark.parametrize(
    "command",
    [["disable"], ["enable"], ["password", "--password-stdin"], ["change", "--team", "South"]],
)
def test_a_user_who_is_not_there_is_told(command: list[str]) -> None:
    result = run(*command, "nobody", typed=GIVEN)
    assert result.exit_code == 2
    assert "there is no account with the sign-in name nobody" in result.output


def test_nobody_real_is_added_to_a_demo(address: str) -> None:
    upgrade(address)
    database = connect(address)
    made_up = NewAccount("priya", "Priya Nair", "", "", "North", "practitioner", demo=True)
    with database.session(write=True) as session:
        accounts.add(session, made_up, created_at=NOW)
    database.dispose()
    result = add()
    assert result.exit_code == 2
    assert "this is a demo database" in result.output


def test_the_database_goes_up_and_down_and_up_again(address: str) -> None:
    def go(*words: str) -> str:
        result = CliRunner().invoke(db, words)
        assert result.exit_code == 0, result.output
        return result.output

    assert go("upgrade") == "The database is up to date now.\n"
    assert go("upgrade") == "Nothing to do: it is up to date.\n"
    assert go("downgrade", "base", "--yes") == "The database stands at base.\n"
    assert health(connect(address)).migration_at is None
    assert go("upgrade") == "The database is up to date now.\n"


def test_going_down_is_asked_about_first() -> None:
    CliRunner().invoke(db, ["upgrade"])
    result = CliRunner().invoke(db, ["downgrade", "base"], input="n\n")
    assert result.exit_code == 1
    assert "will be lost" in result.output


def test_going_down_to_a_migration_that_does_not_exist_is_told_in_words(address: str) -> None:
    CliRunner().invoke(db, ["upgrade"])
    result = CliRunner().invoke(db, ["downgrade", "last_year", "--yes"])
    assert result.exit_code == 2
    assert "there is no way back from there to last_year" in result.output
    assert health(connect(address)).migration_at == health(connect(address)).migration_head


def test_a_database_that_can_not_be_reached_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RISKFORM_DATABASE_URL", "mysql://somewhere/else")
    result = run("list")
    assert result.exit_code == 2
    assert result.output.startswith("riskform: riskform keeps records in sqlite or postgresql")


def test_the_demo_is_put_in_once_and_never_over_real_accounts() -> None:
    first = CliRunner().invoke(main, ["demo"])
    assert first.exit_code == 0, first.output
    assert first.output.startswith("The made-up families are in.")
    again = CliRunner().invoke(main, ["demo"])
    assert again.output.startswith("The made-up families are there already.")


def test_the_demo_is_refused_where_a_real_account_is() -> None:
    add()
    result = CliRunner().invoke(main, ["demo"])
    assert result.exit_code == 2
    assert "real accounts" in result.output


def test_every_command_is_listed() -> None:
    told = CliRunner().invoke(main, ["--help"]).output
    for command in ("check", "db", "demo", "evaluate", "serve", "test", "user"):
        assert f"\n  {command} " in told
