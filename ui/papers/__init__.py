"""What leaves on paper or as a file: the books, put together with names and letterhead for the room of paper."""
