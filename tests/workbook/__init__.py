"""Laws of the filling-in workbook."""
