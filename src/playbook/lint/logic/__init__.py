"""Just enough logic to tell that a condition can never hold, or always does. Says "maybe" sooner than anything wrong."""
