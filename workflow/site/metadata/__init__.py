"""What the site says to machines: heads, feeds, sitemaps."""
