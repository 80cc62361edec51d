"""What is asked: YAML to a frozen, typed model, with every problem named at its place."""
