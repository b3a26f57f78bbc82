"""Checks the JSON-LD of a built site against schema.org's vocabulary, as schema-dts types it.

    npm install schema-dts typescript
    python scripts/check-jsonld.py path/to/node_modules [site]

Each node becomes a typed constant, which the TypeScript compiler refuses where a property does not
belong to its type, or its value has the wrong one.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_NODE = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def main() -> int:
    """Write one constant for each node and type, compile them, and say how many there were."""
    if not 2 <= len(sys.argv) <= 3:
        sys.exit("Usage: python scripts/check-jsonld.py path/to/node_modules [site]")
    modules = Path(sys.argv[1]).resolve()
    site = Path(sys.argv[2] if len(sys.argv) == 3 else "site")
    nodes = [
        json.loads(node) for page in sorted(site.rglob("*.html")) for node in _NODE.findall(page.read_text("utf-8"))
    ]
    typed = [(kind, {**node, "@type": kind}) for node in nodes for kind in _kinds(node)]
    if not typed:
        sys.exit(f"No JSON-LD in {site}.")
    imported = ", ".join(["WithContext", *sorted({kind for kind, node in typed})])
    lines = [f'import {{{imported}}} from "schema-dts";']
    lines += [
        f"export const n{number}: WithContext<{kind}> = {json.dumps(node, ensure_ascii=False)};"
        for number, (kind, node) in enumerate(typed)
    ]
    with tempfile.TemporaryDirectory(dir=modules.parent) as folder:
        file = Path(folder, "nodes.ts")
        file.write_text("\n".join(lines), "utf-8")
        options = [
            "--noEmit",
            "--strict",
            "--skipLibCheck",
            "--moduleResolution",
            "bundler",
            "--module",
            "esnext",
            "--target",
            "es2020",
        ]
        found = subprocess.run([modules / ".bin" / "tsc", *options, file], check=False).returncode
    print(f"{len(nodes)} nodes of JSON-LD in {site}: {'none' if not found else 'some'} at fault.")
    return 1 if found else 0


def _kinds(node: dict) -> list[str]:
    kinds = node["@type"]
    return kinds if isinstance(kinds, list) else [kinds]


if __name__ == "__main__":
    sys.exit(main())
