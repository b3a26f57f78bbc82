"""A timestamp authority on this machine: it stamps whatever it is asked to, by the openssl of the system."""

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OPENSSL = shutil.which("openssl")
_CONFIG = """[tsa]
default_tsa = clock
[clock]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""
_ROOT = (
    "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 3650 -subj /CN=Root"
    " -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
)
_ASKED = "req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Clock"
_SIGNED = "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650 -extfile ext -out tsa.pem"
_USES = (
    "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\nbasicConstraints=critical,CA:FALSE\n"
)


@dataclass
class Authority:
    """Where it listens, the file with its root, and how it answers: a status, and what stands in place of a stamp."""

    address: str
    roots: Path
    status: int = 200
    instead: bytes | None = None
    asked: int = 0


@contextmanager
def authority(folder: Path) -> Iterator[Authority]:
    """An authority whose keys are made in a folder."""
    folder.mkdir()

    def openssl(words: str, **how: object) -> None:
        subprocess.run([str(OPENSSL), *words.split()], cwd=folder, check=True, capture_output=True, **how)

    (folder / "ext").write_text(_USES, "utf-8")
    (folder / "ts.cnf").write_text(_CONFIG, "utf-8")
    (folder / "serial").write_text("01\n", "utf-8")
    for words in (_ROOT, _ASKED, _SIGNED):
        openssl(words)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.asked += 1
            assert self.headers["Content-Type"] == "application/timestamp-query"
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl("ts -reply -config ts.cnf -queryfile query -out reply")
            body = (folder / "reply").read_bytes() if made.instead is None else made.instead
            self.send_response(made.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Authority(f"http://127.0.0.1:{server.server_port}/tsr", folder / "root.pem")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
