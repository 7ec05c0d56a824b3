"""Review in the terminal, one sentence at a time, in the order of the article."""
