"""Ways from bytes to a printer. Each has short time limits and says in plain words what went wrong."""
