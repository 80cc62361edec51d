"""The steps by which a database comes to its tables; `riskform.records.migrate` runs them."""
