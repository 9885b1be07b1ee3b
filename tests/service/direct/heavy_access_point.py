"""A process of its own that plays an access point with one large envelope; says its port."""

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from sdk_desktop.domain.access_point import As4Message, UserMessage
from sdk_desktop.formats.soap.domibus_plugin import write_retrieve_response, write_submit_response

SIZE, PACKED = int(sys.argv[1]), sys.argv[2] == "packed"
HEADER = UserMessage("0203:a.example.se", "0203:b.example.se", "action", "AP1", message_id="id")
ENVELOPE = b"envelope" * (SIZE // 8)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        left = int(self.headers["Content-Length"])
        large = left > SIZE
        while left:
            left -= len(self.rfile.read(min(left, 1 << 20)))
        as4_message = As4Message(HEADER, ENVELOPE)
        answer = (
            write_submit_response("id")
            if large
            else write_retrieve_response(as4_message, packed=PACKED)
        )
        self.send_response(200)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        for piece in answer:
            self.wfile.write(piece)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


with HTTPServer(("127.0.0.1", 0), Handler) as server:
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()
