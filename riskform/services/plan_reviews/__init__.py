"""Following up the plan of an agreed assessment: reviews, what is due, and calendars."""
