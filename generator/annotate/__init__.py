"""批注: a clerk's workbook and findings → a copy of it with each bad cell marked and a note that says what to do."""
