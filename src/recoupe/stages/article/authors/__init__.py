"""Who signs a page: names out of the markup's fields and out of the lines around the headline."""
