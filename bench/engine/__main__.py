"""`python -m bench.engine` measures; clients that are started anew find the rest in `run`."""

from bench.engine.run import main
from bench.tables import keeping

keeping("engine", main)
