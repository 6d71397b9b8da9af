"""Text to tree, and back. It knows how things are written, not what they mean."""
