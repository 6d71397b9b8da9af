"""Posts and decisions, typed, frozen and documented: what apps hand in, and what they get back. Knows nothing
of policies.
"""
