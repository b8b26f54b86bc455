"""The data folder as a whole: filled, put back, examined, witnessed."""
