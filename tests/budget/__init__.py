"""The other kind of document: 部门预算."""
