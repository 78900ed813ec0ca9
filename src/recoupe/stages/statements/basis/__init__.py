"""What statements are found with: the sentences of an article, its quotations, the speech lexicon, drafts."""
