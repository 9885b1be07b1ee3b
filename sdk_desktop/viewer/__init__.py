"""Draws documents and pictures of others in a child process without keys.

`frames` is what is said between the window and the child; all else here runs in the child only,
so nothing else of the program may import it. Imports the domain only, and the libraries that decode
foreign formats, which nothing else may import.
"""

CHILD = "draw-files"
"""The argument that makes this program the child process."""
