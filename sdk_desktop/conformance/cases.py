"""Every case of a conformance run, in the order of its table."""

from __future__ import annotations

from sdk_desktop.conformance.acknowledgement_cases import ACKNOWLEDGEMENT_CASES
from sdk_desktop.conformance.envelope_cases import ENVELOPE_CASES
from sdk_desktop.conformance.message_cases import MESSAGE_CASES
from sdk_desktop.conformance.published_cases import PUBLISHED_CASES
from sdk_desktop.conformance.sending_cases import SENDING_CASES
from sdk_desktop.conformance.trust_cases import TRUST_CASES

CASES = (
    *SENDING_CASES,
    *ENVELOPE_CASES,
    *TRUST_CASES,
    *MESSAGE_CASES,
    *ACKNOWLEDGEMENT_CASES,
    *PUBLISHED_CASES,
)
