"""Run every measurement: `python -m bench`."""

from bench import web

web.main()
