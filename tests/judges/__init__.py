"""What judges the published site: the W3C checker, axe, feeds and sitemaps by their RFC, a browser.

`make judges` installs the two that are not Python: package.json says which.
"""
