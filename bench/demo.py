"""How long the demo takes once installed, and how much of that is drawing its films. Goal: at most 40 s on two cores.

python bench/demo.py
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onrecord.demo.sample import make_sample

PROGRAM = str(Path(sys.executable).with_name("onrecord"))


def main() -> None:
    """Draw the sample once, then run the whole demo, and print both."""
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        began = time.perf_counter()
        make_sample(Path(folder) / "sample", lambda _what, _done: None)
        drawing = time.perf_counter() - began
        began = time.perf_counter()
        subprocess.run([PROGRAM, "demo", f"{folder}/demo"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # the program itself
        whole = time.perf_counter() - began
    print(f"onrecord demo: {whole:.1f} s (goal: 40 s); the drawing alone: {drawing:.1f} s, {drawing / whole:.0%} of it")


if __name__ == "__main__":
    main()
