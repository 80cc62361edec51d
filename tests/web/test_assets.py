from pathlib import Path

import pytest
from flask import Flask

from riskform.web import assets
from riskform.web.assets import Asset, read_assets
from tests.web.browsing import Browser


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """Give an application that has shown no page yet: what a page names is found out once."""
    return own_app


@pytest.fixture
def built(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asset = Asset(b"body {}", "text/css; charset=utf-8", "0123456789abcdef")
    monkeypatch.setitem(app.extensions, "riskform_assets", {"riskform.css": asset})


@pytest.mark.usefixtures("built")
def test_a_page_names_its_style_by_content_so_that_it_can_be_kept_for_ever(
    browser: Browser,
) -> None:
    assert '"/assets/0123456789abcdef/riskform.css"' in browser.get("/sign-in").text
    answer = browser.get("/assets/0123456789abcdef/riskform.css")
    assert (answer.text, answer.mimetype) == ("body {}", "text/css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("built")
def test_an_older_address_still_gives_the_style_but_not_to_be_kept(browser: Browser) -> None:
    answer = browser.get("/assets/older/riskform.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["nothing.css", "..%2f..%2fpyproject.toml", "%2e%2e/app.py"])
def test_nothing_but_the_assets_is_given_away(browser: Browser, name: str) -> None:
    assert browser.get(f"/assets/0123456789abcdef/{name}").status_code == 404


def test_only_kinds_of_files_that_pages_use_are_read(tmp_path: Path) -> None:
    (tmp_path / "riskform.css").write_text("body {}")
    (tmp_path / "secret.txt").write_text("no")
    assert set(read_assets(tmp_path)) == {"riskform.css"}
    assert read_assets(tmp_path / "never-built") == {}


def test_other_content_has_another_address(tmp_path: Path) -> None:
    style = tmp_path / "riskform.css"
    style.write_text("body {}")
    before = read_assets(tmp_path)["riskform.css"].digest
    style.write_text("body { color: red }")
    assert read_assets(tmp_path)["riskform.css"].digest != before
    assert assets.pages.name == "assets"
