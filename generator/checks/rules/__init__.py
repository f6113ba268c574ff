"""The rules, one module a subject; every module here is imported and its rules registered by themselves."""
