"""Run every measurement: `python -m bench`."""

from bench import language, web

language.main()
web.main()
