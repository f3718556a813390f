"""How a page is read, and how a run goes."""
