"""部门汇总: the units of a department → the department's own accounts, and where its reported tables differ."""
