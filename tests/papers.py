"""What the office handed over: it lies beside the repository, or nowhere."""

from tests.settings import ROOT

SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds" / "sop-ks.yaml"
