"""Reading lists: what a coach puts together and hands out as one link, which holds the whole list."""
