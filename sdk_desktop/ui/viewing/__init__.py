"""The window that shows an attachment inside the program; foreign formats are drawn by a child."""
