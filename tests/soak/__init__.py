"""riskform used hard for a long while: kills, races and fuzz. `make soak` prints the figures."""
