"""Every mistake in a rule file has its message: `golden/<mistake>.yaml` and what is said of it.

To write the messages anew, run with `WRITE_GOLDEN=1` and read the difference.
"""

import os
from pathlib import Path

import pytest

from wasmlint.core.errors import RuleErrors

GOLDEN = Path(__file__).parent / "golden"
FILE = "pack/size/ACME001-oversized-function.yaml"
MISTAKES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place(mistake, folder):
    folder.write(FILE, (GOLDEN / f"{mistake}.yaml").read_bytes())
    with pytest.raises(RuleErrors) as caught:
        folder.load()
    told = str(caught.value) + "\n"
    golden = GOLDEN / f"{mistake}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(told)
        pytest.fail("written; read the difference")
    assert told == golden.read_text()


def test_each_message_belongs_to_a_mistake():
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == MISTAKES
