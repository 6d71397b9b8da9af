"""The topics of the language as things that a text mentions. A new one wants an entry here; a test says so."""

from collections.abc import Mapping
from types import MappingProxyType

BUILTIN_NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "access_keys": "a key or a token of a service",
        "bank_accounts": "the number of a bank account",
        "card_numbers": "the number of a payment card",
        "email_addresses": "an e-mail address",
        "emoticons": "a face made of signs, such as :-)",
        "national_ids": "a national identity number",
        "phone_numbers": "a telephone number",
    }
)
