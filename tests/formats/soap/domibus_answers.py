"""Answers in the shape that Domibus gives them, written by hand from its schemas.

Its SOAP library (Apache CXF) numbers prefixes, leaves out time zones, and names the parts of a
package by address-like texts with percent signs in them.
"""

from pybase64 import b64encode

ENVELOPE = b"<?xml version='1.0' encoding='UTF-8'?>\n<x:XHE xmlns:x='urn:x'>\xc3\xa5</x:XHE>"
AS4_ID = "b9b31a0c-7b6e-11ee-8f5a-0242ac120004@domibus.eu"
WS = "http://eu.domibus.wsplugin/"
EB = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/"
ACTION = (
    "busdox-docid-qns::urn:riv:infrastructure:messaging:MessageWithAttachments:3::messagePayload"
    "##3.0::tm-base-ext-sigenc"
)

MESSAGING = f"""
<ns5:Messaging xmlns:ns5="{EB}" xmlns:ns6="{WS}" mustUnderstand="false">
  <ns5:UserMessage mpc="{EB}defaultMPC">
    <ns5:MessageInfo>
      <ns5:Timestamp>2026-03-02T12:00:01.087</ns5:Timestamp>
      <ns5:MessageId>{AS4_ID}</ns5:MessageId>
      <ns5:RefToMessageId>earlier@domibus.eu</ns5:RefToMessageId>
    </ns5:MessageInfo>
    <ns5:PartyInfo>
      <ns5:From>
        <ns5:PartyId type="urn:fdc:digg.se:edelivery:transportprofile:as4:partytype:ap"
        >AP0007-OPEN-TEST</ns5:PartyId>
        <ns5:Role>{EB}initiator</ns5:Role>
      </ns5:From>
      <ns5:To>
        <ns5:PartyId type="urn:fdc:digg.se:edelivery:transportprofile:as4:partytype:ap"
        >AP0001-SDK-QA</ns5:PartyId>
        <ns5:Role>{EB}responder</ns5:Role>
      </ns5:To>
    </ns5:PartyInfo>
    <ns5:CollaborationInfo>
      <ns5:AgreementRef type="kind" pmode="both">A1</ns5:AgreementRef>
      <ns5:Service type="urn:fdc:digg.se:edelivery:process">bdx:noprocess</ns5:Service>
      <ns5:Action>{ACTION}</ns5:Action>
      <ns5:ConversationId>862693f7-53d4-4d96-b35c-470055710092</ns5:ConversationId>
    </ns5:CollaborationInfo>
    <ns5:MessageProperties>
      <ns5:Property name="finalRecipient" type="iso6523-actorid-upis"
      >0203:b.example.se</ns5:Property>
      <ns5:Property name="originalSender" type="iso6523-actorid-upis"
      >0203:a.example.se</ns5:Property>
      <ns5:Property name="trackingCode">17</ns5:Property>
    </ns5:MessageProperties>
    <ns5:PayloadInfo>
      <ns5:PartInfo href="cid:message">
        <ns5:PartProperties>
          <ns5:Property name="MimeType">text/xml</ns5:Property>
          <ns5:Property name="CompressionType">application/gzip</ns5:Property>
        </ns5:PartProperties>
      </ns5:PartInfo>
    </ns5:PayloadInfo>
    <ns5:ProcessingType>PUSH</ns5:ProcessingType>
  </ns5:UserMessage>
</ns5:Messaging>"""

OTHER_PAYLOAD = '<payload payloadId="cid:attachment"><value>YW5uYXQ=</value></payload>'


def soap(body: str, header: str = "") -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope">'
        f"<soap:Header>{header}</soap:Header><soap:Body>{body}</soap:Body></soap:Envelope>"
    ).encode()


def answer(name: str, inside: str = "", header: str = "") -> bytes:
    return soap(f'<ns2:{name} xmlns:ns2="{WS}" xmlns:ns3="{EB}">{inside}</ns2:{name}>', header)


def payload(value: str, name: str = "cid:message") -> str:
    return f'<payload payloadId="{name}" contentType="text/xml"><value>{value}</value></payload>'


def retrieved(*payloads: str) -> bytes:
    return answer("retrieveMessageResponse", "".join(payloads), MESSAGING)


def in_base64(content: bytes = ENVELOPE) -> str:
    return b64encode(content).decode()


INLINE = retrieved(OTHER_PAYLOAD, payload(in_base64()))
"""All optional parts, and one payload more than we want."""

ERRORS = answer(
    "getMessageErrorsResponse",
    "<item><domibusErrorCode>EBMS_0004</domibusErrorCode><errorDetail>NOT_SERVICED\n</errorDetail>"
    f"<messageInErrorId>{AS4_ID}</messageInErrorId><mshRole>SENDING</mshRole>"
    "<notified>2026-03-02T12:00:02</notified><timestamp>2026-03-02T12:00:01.5</timestamp></item>"
    '<item xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
    "<item><domibusErrorCode>EBMS_0005</domibusErrorCode></item>",
)

BOUNDARY = "uuid:7f1b2c8e-54a1-4a5e-9a83-0d7d7ad8e011"
ROOT_NAME = "root.message@cxf.apache.org"
PART_NAME = "0c6a3f0e-9a1b-4f0e-8c3a-1@http%3A%2F%2Feu.domibus.wsplugin%2F"
INCLUDE = (
    '<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" '
    'href="cid:0c6a3f0e-9a1b-4f0e-8c3a-1%40http%253A%252F%252Feu.domibus.wsplugin%252F"/>'
)
PACKED_ROOT = retrieved(payload(INCLUDE))
PACKED_TYPE = (
    f'multipart/related; type="application/xop+xml"; boundary="{BOUNDARY}"; '
    f'start="<{ROOT_NAME}>"; start-info="application/soap+xml"'
)


def part(content: bytes, **headers: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


ROOT_PART = part(
    PACKED_ROOT,
    Content_Type='application/xop+xml; charset=UTF-8; type="application/soap+xml"',
    Content_Transfer_Encoding="binary",
    Content_ID=f"<{ROOT_NAME}>",
)
PAYLOAD_PART = part(
    ENVELOPE,
    Content_Type="text/xml",
    Content_Transfer_Encoding="binary",
    Content_ID=f"<{PART_NAME}>",
)


def packed(*parts: bytes, boundary: str = BOUNDARY) -> bytes:
    """Put parts in one body, with the empty line before the first boundary that CXF writes."""
    mark = f"\r\n--{boundary}".encode()
    return b"".join(mark + b"\r\n" + one for one in parts) + mark + b"--\r\n"


PACKED = packed(ROOT_PART, PAYLOAD_PART)
