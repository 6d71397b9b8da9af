"""Advice on policies that mean something, but probably not what was meant. Looks at one checked file at a time.

`run` puts the pieces together; each lint rule is one file in `rules`.
"""
