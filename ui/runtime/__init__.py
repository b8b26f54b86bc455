"""What makes Python and Qt live together: each file says which fault it is for, and when it can go."""
