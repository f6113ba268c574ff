"""Charts of the document → pictures. ``draw`` is all that printers need."""

from generator.drawing.picture import Picture, draw

__all__ = ["Picture", "draw"]
