"""The review pages: who may come in, what they show, what they write."""
