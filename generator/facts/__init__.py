"""What follows from the reported figures: totals, changes, shares, completion. Pure, and every figure traced."""
