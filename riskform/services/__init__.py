"""One function for each thing that a person does: permission, engine, records, audit."""
