"""The pages, one module for each part of the work; `BLUEPRINTS` lists what is served."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
