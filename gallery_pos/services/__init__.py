"""What a person can do, one verb a function: ``verb(desk, *, ...) -> Done``.

A service checks the rules, writes documents in one transaction, and says which kinds of data changed.
"""
