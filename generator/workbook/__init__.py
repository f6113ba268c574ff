"""填报工作簿: one Excel workbook that holds a whole unit; how it is laid out, written, and carried to the next year."""
