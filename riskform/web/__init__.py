"""Pages for people in a browser: the only floor that knows Flask and WTForms."""
