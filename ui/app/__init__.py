"""What every screen stands on: theme, actions, tasks, messages, scanner, tables, settings, language."""
