"""The window: PySide6, and only it, on the main thread only.

Imports `usecases`, `domain`, `app` and `resources`; what blocks goes through `background`.
"""
