"""表样: what the statutory tables look like, by year. One description drives both reading and printing."""
