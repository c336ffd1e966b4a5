"""Signing in with more than a password: second factors, passkeys, a provider of identities.

What django-allauth asks of a product, answered for an office: nobody signs up, nothing goes by
e-mail, and wrong codes are counted where wrong passwords are.
"""
