"""Whether the figures hold together and the document is complete. A check yields findings; it never repairs."""
