"""`python -m newsdesk`: arguments come in, as to the command, and its exit code goes out."""

import sys

from newsdesk.console import main

sys.exit(main())
