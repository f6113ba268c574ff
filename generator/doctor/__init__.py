"""体检: what of Python, packages, libraries, fonts and folders is on this machine, and how to get the rest."""
