"""Templates and facts → paragraphs. Templates read like the document; wording is decided in their macros alone."""
