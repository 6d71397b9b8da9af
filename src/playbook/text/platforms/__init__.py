"""How platforms count texts, with the facts and where they were read."""
