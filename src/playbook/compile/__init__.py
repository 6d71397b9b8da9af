"""From checked files to something that runs: files put together, params set, Python generated."""
