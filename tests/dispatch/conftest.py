"""Media and published dispatches for these tests, made once a run."""

from pathlib import Path

import pytest

from onrecord.dispatch import Published, publish, read_draft
from onrecord.dispatch.engines.folder import FolderPublisher
from tests.dispatch import scene


@pytest.fixture(scope="session")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scene.video(tmp_path_factory.mktemp("media") / "speech.mp4")


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scene.sound(tmp_path_factory.mktemp("media") / "speech.m4a")


def published(text: str, media: Path, folder: Path) -> Published:
    """Publish a text with everything that the scene knows."""
    draft = read_draft(text, "dispatch.md")
    return publish(FolderPublisher(), draft, scene.material(draft, media), folder)
