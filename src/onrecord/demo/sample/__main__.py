"""`python -m onrecord.demo.sample FOLDER` makes the sample in a folder, to look at it."""

import sys
from pathlib import Path

from onrecord.demo.sample import make_sample


def _say(what: str, share: float) -> None:
    sys.stderr.write(f"\r{what} {share:4.0%}  ")


if __name__ == "__main__":
    make_sample(Path(sys.argv[1]), _say)
