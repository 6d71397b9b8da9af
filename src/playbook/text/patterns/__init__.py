"""Regular expressions of the language: one meaning everywhere, linear time."""
