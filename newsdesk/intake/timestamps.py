"""Timestamps by RFC 3161: bytes come in, an authority's signed word on when they existed goes out, or is looked at.

What looks at them is an extra; nothing here needs a network but `stamp_of`.
"""

import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from newsdesk.intake.fetch import call
from newsdesk.intake.reach import Guard, host_of
from newsdesk.problems import Refusal, setting_up

AUTHORITY = "http://timestamp.digicert.com"
"""Whom to ask unless another is named: its root stands in Mozilla's list."""
_MEDIA = "application/timestamp-query"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who says that something existed, and when that was, at the latest."""

    when: datetime
    by: str

    @property
    def said(self) -> str:
        """The moment in words."""
        return f"{self.when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def missing() -> str:
    """What is to be installed before a timestamp can be looked at; "" where nothing is."""
    try:
        import rfc3161_client  # noqa: F401
    except ImportError:
        return f"it needs rfc3161-client, which is not installed. Install the extra, once:\n    {setting_up('proof')}"
    return ""


def stamp_of(
    content: bytes, authority: str, agent: str, roots: bytes | None = None, guard: Guard | None = None
) -> bytes:
    """An authority's answer for these bytes, of which it is told the SHA-512 alone; Refusal where it gives none.

    What it answers is looked at as `looked_at` does, so that nothing is kept that proves nothing.
    """
    from rfc3161_client import TimestampRequestBuilder

    request = TimestampRequestBuilder().data(content).build()
    headers = {"Content-Type": _MEDIA, "Accept": "application/timestamp-reply"}
    got = call(authority, agent, guard, body=request.as_bytes(), headers=headers)
    if got.status != 200:
        raise Refusal(f"{host_of(authority)} gives no timestamp: it answers {got.status}.")
    looked_at(got.body, content, roots, nonce=request.nonce)
    return got.body


def looked_at(response: bytes, content: bytes, roots: bytes | None = None, nonce: int | None = None) -> Stamp:
    """Who stamped these bytes, and when; Refusal where the answer is none, is of others, or nobody vouches for it.

    `roots` are certificates in PEM, else those that Mozilla trusts.
    """
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        answer = decode_timestamp_response(response)
        signed = answer.signed_data
        # Read back and written again it is the same: else something stands in it that nobody looks at.
        if answer.as_bytes() != response:
            raise ValueError("something stands behind it")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old roots that the next version will no longer read
            known = list(dict.fromkeys(x509.load_pem_x509_certificates(_mozilla() if roots is None else roots)))
        VerifierBuilder(roots=known, nonce=nonce).build().verify_message(answer, content)
        return Stamp(answer.tst_info.gen_time, _name(x509, signed, answer))
    except (ValueError, VerificationError, OverflowError) as error:
        said = " ".join(str(error).split())[:160].rstrip(".")
        if "certificates" in said:  # what the library below says then is for its authors
            said = "its signature is of nobody who is trusted here, or not of these bytes"
        raise Refusal(f"The timestamp does not hold: {said}.") from None


def _name(x509: Any, signed: Any, answer: Any) -> str:
    """What the authority is called in its certificate."""
    certificates = [x509.load_der_x509_certificate(raw) for raw in signed.certificates]
    for info in answer.signed_data.signer_infos:
        for one in certificates:
            if (one.issuer, one.serial_number) == (info.issuer, info.serial_number):
                names = one.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
                return str(names[0].value) if names else one.subject.rfc4514_string()
    return "an authority without a name"


def _mozilla() -> bytes:
    import certifi

    return certifi.contents().encode()
