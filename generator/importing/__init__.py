"""导入: exported tables → the figures of a unit, in a workbook or folder that is there or a new one."""
