"""The window. Only here is PySide6 used, and on the main thread only.

Import `usecases`, `domain`, `app` and `resources`; calls that block are run by `background`.
"""
