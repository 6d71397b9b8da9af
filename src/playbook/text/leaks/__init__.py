"""Finds what people must not leak by accident: addresses, numbers, keys. By structure alone."""
