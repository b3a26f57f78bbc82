"""`python -m newsdesk`: arguments come in, as to the command, and its exit code goes out."""

from newsdesk.console import main

main()
