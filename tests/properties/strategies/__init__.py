"""Strategies that draw whole policies that `check` accepts, posts, and ways to learn what is not known of a post."""
