"""决算公开: the data of a budget unit in, its published final accounts (DOCX and PDF) out."""
