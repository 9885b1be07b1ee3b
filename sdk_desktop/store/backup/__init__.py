"""Backups of a store: encrypted copies, made while others write, kept in folders of their own.

May import what the store may.
"""
