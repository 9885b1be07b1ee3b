"""The organisation's login: OpenID Connect's code flow with PKCE."""
