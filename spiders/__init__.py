"""Where we look: the general news spider, and one small file for each newspaper that needs its own word."""
