"""Runs policies on a post, and works out the explanation of what fired."""
