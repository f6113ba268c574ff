"""批量生成: all units of a department in one run, resumable, on one machine or several."""
