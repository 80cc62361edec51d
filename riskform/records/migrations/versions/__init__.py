"""One file a step; `down_revision` of each names the one before."""
