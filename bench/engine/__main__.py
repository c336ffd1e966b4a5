"""`python -m bench.engine` measures; clients that are started anew find the rest in `run`."""

import sys

from bench.engine.run import main

main(sys.argv[1:])
