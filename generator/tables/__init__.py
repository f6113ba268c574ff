"""Ledger, facts and forms → printed tables: the nine statutory tables, the annex forms, lists."""
