"""What use cases have to do with folders and disks: room, tables, and where people put files."""
