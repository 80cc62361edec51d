"""Run every measurement: `python -m bench`; or one: `python -m bench papers`."""

import sys

from bench import language, papers, store, web

MEASURES = {
    "language": language.main,
    "web": web.main,
    "papers": papers.main,
    "store": store.main,
}

for name in sys.argv[1:] or MEASURES:
    MEASURES[name]()
