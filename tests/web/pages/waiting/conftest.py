"""An application whose papers take as long as a test wants."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from riskform.web import laying_out
from riskform.web.settings import Settings
from tests.web.applications import application
from tests.web.pages.waiting.printer import LONG, Printer


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printer]:
    monkeypatch.setattr(laying_out, "SOON", 0.1)
    monkeypatch.setattr(laying_out, "TOLD_EVERY", 0.02)
    made = Printer()
    yield made
    made.goes_on.set()
    for thread in threading.enumerate():
        if thread.name == "printing":
            thread.join(LONG)


@pytest.fixture
def app(settings: Settings, printer: Printer) -> Iterator[Flask]:
    made = application(replace(settings, render=printer))
    yield made
    made.extensions["riskform"].database.dispose()
