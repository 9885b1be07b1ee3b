"""What a user can do with mailboxes that several computers share; imports `sharing` and `store`."""
