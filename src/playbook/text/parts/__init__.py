"""What stands in a text besides words: hashtags, mentions, links, emoji, typed faces."""
