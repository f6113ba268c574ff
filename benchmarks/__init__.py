"""What the program costs, against plain scripts that do the same in the obvious way."""
