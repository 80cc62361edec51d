"""Reviews of an agreed plan: measured again, judged, and what follows; all of it pure functions."""
