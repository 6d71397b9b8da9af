"""Text to tree, and back: the only package that imports lark. It knows how things are written, not what they mean."""
