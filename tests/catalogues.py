"""The script that keeps the catalogues of the interface, as a module."""

import importlib.util
from pathlib import Path


def script():
    path = Path(__file__).parent.parent / "scripts" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = script()
