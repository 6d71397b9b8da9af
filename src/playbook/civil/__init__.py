"""Civil time: zones, windows and holidays, from data that comes with the packages and never from the machine."""
