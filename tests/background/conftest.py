"""A background of invented people."""

from pathlib import Path

import pytest

CARDS = """\
- id: mina-ardeh
  kind: person
  names:
    en: [Mina Ardeh, M. Ardeh]
    fa: مینا آرده
  facts:
    - text: {en: Harbour master of Port Selan, fa: رئیس بندر سلان}
      since: 2019-04
      until: 2023
      source: https://selan.example/gazette/12
    - text: Minister of Transport of Selan
      since: 2023
  links: ["https://selan.example/ardeh"]
- id: port-selan
  kind: organisation
  names: [Port Selan, Port of Selan]
- id: selan
  kind: organisation
  names: {en: Selan, fa: سلان}
"""


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    path = tmp_path / "background.yaml"
    path.write_text(CARDS, encoding="utf-8")
    return path
