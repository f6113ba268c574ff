"""审核: where findings and figures stand in the composed document, and the remarks of a review copy."""
