"""The screens, one module or package each; they are imported when they are first shown."""
