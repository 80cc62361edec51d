"""Child-focused risk assessment forms: definitions in, assessments and SMART plans out."""

__version__ = "0.1.0"
