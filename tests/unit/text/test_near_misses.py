"""Numbers and codes that look like something of somebody's, and are not: no finder may take them for a leak."""

import pytest

from playbook.text.finding import Finder
from playbook.text.leaks.addresses import email_addresses
from playbook.text.leaks.identity import national_ids
from playbook.text.leaks.keys import access_keys
from playbook.text.leaks.numbers import bank_accounts, card_numbers, telephones

NEAR_MISSES = {
    "dates and times": [
        "2026-11-23", "23.11.2026", "11/23/2026", "2026-11-23T10:00:00Z", "20261123", "20261123T100000",
        "23-11-2026 10:00-17:30", "1999-2026", "Nov 23, 2026 at 10.30", "2026-W48-1", "10:00:00.000001",
    ],
    "versions and addresses of machines": [
        "v1.2.3", "3.11.7-rc.1", "1.0.0+20261123", "10.0.19045.4412", "192.168.100.200", "255.255.255.255:8080",
        "2001:db8::8a2e:370:7334", "00:1A:2B:3C:4D:5E", "CVE-2026-12345", "RFC 5321, 4.5.3.1", "PEP-0484",
    ],
    "orders, invoices, tickets": [
        "order 1234567890", "Order #112-7654321-1234567", "invoice 2026-000123", "INV-20261123-0042", "ticket 00012345",
        "case 123456-78", "ACME-12345", "PO 4500012345", "ref. 123/456/789", "booking ABC123", "order 123456789012",
        "customer 4711 0815", "batch 20261123-01",
    ],
    "books, journals, goods": [
        "ISBN 978-0-306-40615-7", "ISBN 0-306-40615-2", "978 3 16 148410 0", "9783161484100", "ISSN 2049-3630",
        "EAN 4006381333931", "UPC 036000291452", "doi:10.1000/182", "10.1371/journal.pone.0123456", "arXiv:2511.01234",
        "ISAN 0000-0000-3A8D-0000-Z-0000-0000-6",
    ],
    "parcels": [
        "1Z999AA10123456784", "9400 1000 0000 0000 0000 00", "RR123456785GB", "JD0002123456789012",
        "00340434161094042557", "tracking no. 7712 3456 7890",
    ],
    "amounts and measures": [
        "+1 000 000 readers", "1,234,567.89", "$1,000,000", "1.000.000,00 EUR", "12 345 678 people", "0.123456789",
        "3.14159265358979", "51.5074, -0.1278", "48°51'24\"N 2°21'03\"E", "100-200-300 mm", "6 000 000 000", "1e10",
    ],
    "scores, lists, codes": [
        "21-19, 19-21, 21-17", "4-4-2 and 4-3-3", "0-0-0", "1-2-3-4-5-6-7", "9-5", "24/7", "A1-B2-C3", "AB12 3CD",
        "SW1A 1AA", "90210-1234", "75008 Paris", "1600 Pennsylvania Ave", "flight BA2490", "bus 12 34 56 to 78",
        "chapter 11.22.33", "colour #1a2b3c", "ISO/IEC 7812-1:2017",
    ],
    "handles and addresses": [
        "@acme.example", "@ana@home", "me at acme dot example", "https://acme.example/status/1234567890123456789",
        "https://x.com/a/status/4111111111111111", "acme.example/p/123-45-6789x", "user@localhost", "a@b",
    ],
}  # fmt: skip
FINDERS = (email_addresses, national_ids, bank_accounts, card_numbers, telephones, access_keys)


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
@pytest.mark.parametrize("kind", NEAR_MISSES)
def test_nothing_is_found(finder: Finder, kind: str) -> None:
    for text in NEAR_MISSES[kind]:
        for shown in (text, f"Please note {text}.", f"({text})", f"No. {text}, as always"):
            assert [shown[start:end] for start, end in finder(shown)] == [], shown
