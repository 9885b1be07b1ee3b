"""The steps that bring the tables of a file to today's, a module each; all of them are frozen."""
