"""What the checks are written with: the program in a fresh home, and ways to look at what it left."""
