"""Which model is the newest, whether it is fresh, and when training runs at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from steady.serving import training
from steady.serving.models import SOURCES, STAMP, is_fresh, newest_model, source_hash
from steady.serving.training import TrainingError, train, train_apart


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one file in each place that training reads."""
    for source in SOURCES:
        path = tmp_path / source
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        else:
            path.mkdir(parents=True)
            (path / "a.yml").write_text(source)
    (tmp_path / "models").mkdir()
    return tmp_path


def model(project: Path, name: str, age: float = 0) -> Path:
    path = project / "models" / f"{name}.tar.gz"
    path.write_bytes(b"model")
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def stamp(project: Path) -> None:
    (project / "models" / STAMP).write_text(source_hash(project) + "\n")


def test_the_newest_is_the_one_written_last(project: Path) -> None:
    assert newest_model(project / "models") is None
    assert newest_model(project / "nowhere") is None
    model(project, "z", age=10)
    newest = model(project, "a")
    (project / "models" / "encoder.onnx").touch()
    assert newest_model(project / "models") == newest


def test_a_model_is_fresh_when_stamped_with_what_is_there(project: Path) -> None:
    model(project, "a")
    assert not is_fresh(project)
    stamp(project)
    assert is_fresh(project)
    (project / "models" / "a.tar.gz").unlink()
    assert not is_fresh(project)


@pytest.mark.parametrize("source", SOURCES)
def test_a_change_in_any_source_makes_it_stale(project: Path, source: str) -> None:
    model(project, "a")
    stamp(project)
    path = project / source
    file = path if path.is_file() else next(path.iterdir())
    file.write_text("another")
    assert not is_fresh(project)


@pytest.mark.parametrize(
    ("file", "stale"),
    [
        ("data/nlu/deep/new.yml", True),
        ("data/nlu/note.md", False),
        # Read at each start: nobody waits for a training after a word or a rule was changed.
        ("data/content/ui.yml", False),
        ("data/risk/suicide.yml", False),
        ("steady/dialogue/courtesy.py", False),
    ],
)
def test_new_files_count_when_training_reads_them(project: Path, file: str, stale: bool) -> None:
    model(project, "a")
    stamp(project)
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text("x")
    assert is_fresh(project) is not stale


def test_a_file_that_moves_makes_it_stale(project: Path) -> None:
    before = source_hash(project)
    (project / "data/nlu/a.yml").rename(project / "data/nlu/b.yml")
    assert source_hash(project) != before


def test_every_source_is_there(root: Path) -> None:
    assert [source for source in SOURCES if not (root / source).exists()] == []


@pytest.fixture
def trained(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Instead of Rasa: writes a model and says something, as Rasa does."""
    runs: list[Path] = []

    def run(root: Path) -> Path:
        os.write(1, b"progress of Rasa\n")
        os.write(2, b"and of a library below it\n")
        runs.append(model(root, f"m{len(runs)}", age=-len(runs)))
        return runs[-1]

    monkeypatch.setattr(training, "_train", run)
    return runs


def test_training_runs_once_and_again_when_forced_or_stale(project: Path, trained: list[Path]) -> None:
    assert train(project) == train(project) == trained[0] and len(trained) == 1
    assert train(project, force=True) == trained[1]
    (project / "config.yml").write_text("another")
    assert train(project) == trained[2] and is_fresh(project)
    assert sorted(path.name for path in (project / "models").glob("*.gz")) == ["m1.tar.gz", "m2.tar.gz"]


def test_a_failure_names_the_log_and_leaves_the_model_stale(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "_train", lambda root: None)
    with pytest.raises(TrainingError, match=str(project / "var" / "train.log")):
        train(project)
    assert not is_fresh(project)


def test_training_is_quiet(project: Path, trained: list[Path], capfd: pytest.CaptureFixture[str]) -> None:
    train(project)
    print("after", file=sys.stderr)
    out, err = capfd.readouterr()
    assert out == "" and err.startswith("Training the model …") and err.endswith("after\n")
    assert "Rasa" not in err and "library" not in err
    log = (project / "var" / "train.log").read_text()
    assert "progress of Rasa" in log and "library" in log
    assert (project / "var").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("code", [0, 1])
def test_who_goes_on_to_serve_lets_another_process_train(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Training takes memory that a process never gives back; a failed training is not served."""
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\necho "$STEADY_ROOT $*" > {tmp_path}/asked\nexit {code}\n')
    other.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(other))
    assert train_apart(project) == code
    assert (tmp_path / "asked").read_text() == f"{project} -m steady train\n"


def test_nobody_trains_what_is_fresh(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model(project, "a")
    stamp(project)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert train_apart(project) == 0
