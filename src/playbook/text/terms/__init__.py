"""Finds the terms of topics in texts: all of them in one pass, as whole words, by stems, in disguise."""
