"""What makers are told: whom, what about, in which words, and whether they were."""
