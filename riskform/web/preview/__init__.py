"""The preview for form authors: the forms of a folder in the browser, read again on every save.

It is a site of its own on this machine: without accounts, without a database. What an author tries
out is kept in memory; nothing is written but the scenario files that they ask to save.
"""
