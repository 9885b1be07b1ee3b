"""Messages, drafts, deliveries and acknowledgements in the store, and the search over them."""
