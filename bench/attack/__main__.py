"""`python -m bench.attack` attacks; the processes that are started anew find the rest in `run`."""

import sys

from bench.attack.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
