"""What follows from the answers: pure functions of form, answers, people and date."""
