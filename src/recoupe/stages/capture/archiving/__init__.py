"""The members of archives, one after the other and within bounds; nothing is ever unpacked to disk."""
