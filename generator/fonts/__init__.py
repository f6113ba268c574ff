"""Which fonts this machine has, what a style's places are set in with them, and what they lack."""

from generator.fonts.families import MissingFont, chain, missing_families, uncovered
from generator.fonts.folders import FONTCONFIG_FILE, use_fonts_beside, use_workspace_fonts
from generator.fonts.fontconfig import BOLD, REGULAR, Face, faces, find_face
from generator.fonts.install import PANGO_ADVICE

__all__ = [
    "BOLD",
    "FONTCONFIG_FILE",
    "PANGO_ADVICE",
    "REGULAR",
    "Face",
    "MissingFont",
    "chain",
    "faces",
    "find_face",
    "missing_families",
    "uncovered",
    "use_fonts_beside",
    "use_workspace_fonts",
]
