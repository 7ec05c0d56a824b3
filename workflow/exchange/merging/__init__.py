"""What came back put into a catalog, by what went out; nothing here touches a file."""
