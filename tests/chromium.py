"""Finds an installed Chromium; the tests download none."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

CHROMIUM = (
    os.environ.get("CHROMIUM")
    or next(filter(None, map(shutil.which, NAMES)), None)
    or (MAC if os.access(MAC, os.X_OK) else None)
)
HOW_TO_INSTALL = "no Chromium found; install it: sudo apt-get install chromium (macOS: brew install --cask chromium)"
