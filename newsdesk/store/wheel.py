"""The program as a wheel: built from a checkout, or made of the files that were installed.

Both give the same bytes for the same program: files in order, with one time, and stored as they are,
since git packs them itself and keeps of the next version only what differs.
"""

import base64
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path, PurePosixPath

from newsdesk.problems import Refusal

NAME = "newsdesk"
_BACKEND = "hatchling"
# Of the folder *.dist-info; the rest says how and where it was installed.
_SAID = (["METADATA"], ["WHEEL"], ["entry_points.txt"])
_AGAIN = "Install newsdesk again."
_TIME = (2020, 2, 2, 0, 0, 0)


def is_checkout(home: Path) -> bool:
    """Whether the program in a folder is the source itself, with its front door, and not an installed package."""
    return (home / "build_digest.py").is_file()


def wheel_of(home: Path) -> tuple[str, bytes]:
    """File name and content of the wheel of the program in a folder; Refusal where none can be made."""
    files = _built(home) if is_checkout(home) else _installed(home)
    (info,) = {path.partition("/")[0] for path in files if path.partition("/")[0].endswith(".dist-info")}
    return f"{info.removesuffix('.dist-info')}-py3-none-any.whl", _packed(files, f"{info}/RECORD")


def _built(home: Path) -> dict[str, bytes]:
    """What the build backend makes of a checkout, by path."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(_builder(folder), cwd=home, capture_output=True, text=True, errors="replace", check=False)
        made = list(Path(folder).glob("*.whl"))
        if run.returncode or len(made) != 1:
            said = (run.stdout + run.stderr).strip()[-2000:]
            raise Refusal(
                f"The wheel of the program in {home} could not be built. Is there a network connection?"
                f" It is needed once, for {_BACKEND}, which builds it.\n{said}"
            )
        with zipfile.ZipFile(made[0]) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith(("/RECORD", "/"))}


def _builder(folder: str) -> list[str]:
    if importlib.util.find_spec("pip"):
        # The backend of this environment where it has one; else pip gets it.
        alone = ["--no-build-isolation"] if importlib.util.find_spec(_BACKEND) else []
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
        return [*command, *alone, "--wheel-dir", folder, "."]
    if uv := os.environ.get("UV") or shutil.which("uv"):
        return [uv, "build", "--quiet", "--wheel", "--out-dir", folder]
    raise Refusal("A wheel of this program is built by pip or uv, and neither is here. Run make setup, and try again.")


def _installed(home: Path) -> dict[str, bytes]:
    """What was installed, by path; Refusal where that is not known, or is no longer what is there."""
    found = next(iter(Distribution.discover(name=NAME, path=[str(home)])), None)
    files: dict[str, bytes] = {}
    for path in (found and found.files) or ():
        if path.hash is None or not _belongs(path):
            continue
        name = path.as_posix()
        try:
            content = (home / name).read_bytes()
        except OSError as error:
            raise Refusal(f"{home / name} cannot be read: {error.strerror}. {_AGAIN}") from None
        if _hash(content) != path.hash.value:
            raise Refusal(f"{home / name} is not as it was installed. {_AGAIN}")
        files[name] = content
    if not files:
        raise Refusal(f"{home} does not say which files of newsdesk were installed there. {_AGAIN}")
    return files


def _belongs(path: PurePosixPath) -> bool:
    """Whether an installed file stands in the wheel, too."""
    top, *below = path.parts
    return top == NAME or (top.endswith(".dist-info") and (below[0] == "licenses" or below in _SAID))


def _packed(files: Mapping[str, bytes], record: str) -> bytes:
    """A wheel of files, with the record that names them and their hashes."""
    lines = [f"{path},sha256={_hash(content)},{len(content)}\n" for path, content in sorted(files.items())]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in [*sorted(files.items()), (record, "".join([*lines, f"{record},,\n"]).encode())]:
            info = zipfile.ZipInfo(path, _TIME)
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return made.getvalue()


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
