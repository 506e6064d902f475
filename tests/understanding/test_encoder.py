"""The sentence encoder: our own graph gives the published model's vectors, whatever the batch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steady.understanding import encoder as module
from steady.understanding.encoder import WIDTH, Encoder, EncoderError, check, default_graph_file, shared_encoder
from steady.understanding.encoder_graph import build

SENTENCES = [
    "This is an example sentence",
    "Each sentence is converted",
    "I'm scared that she will leave me",
    "he didn't text back and I can't stop checking my phone, and it has been like that for weeks now",
    "",
    "🙂",
    "no",
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encoder]:
    """The published weights alone, without our own training: their vectors are known."""
    graph = tmp_path_factory.mktemp("encoder") / "graph.onnx"
    build((module.weights_folder() / "model.safetensors",), graph)
    yield Encoder(graph)
    graph.unlink()  # 90 MB


def test_the_vector_is_the_published_one(encoder: Encoder) -> None:
    vectors = encoder.encode(SENTENCES[:2])
    assert vectors.shape == (2, WIDTH) and vectors.dtype == np.float32
    np.testing.assert_allclose(vectors[0, :4], [0.0676569, 0.0634959, 0.0487131, 0.0793049], atol=1e-4)
    np.testing.assert_allclose(vectors[1, :3], [0.0864386, 0.1027626, 0.0053946], atol=1e-4)


def test_meaning_is_nearer_than_words(encoder: Encoder) -> None:
    one, same, other = encoder.encode(["I fear he'll leave", "I'm afraid of being left", "The leaves fall early"])
    assert one @ same > one @ other + 0.1


def test_a_row_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    alone = np.vstack([encoder.encode([sentence]) for sentence in SENTENCES])
    together = encoder.encode(SENTENCES)
    backwards = encoder.encode(SENTENCES[::-1])[::-1]
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(backwards, alone, atol=1e-5)


def test_more_than_one_batch(encoder: Encoder) -> None:
    many = [SENTENCES[i % len(SENTENCES)] for i in range(module.BATCH + 5)]
    np.testing.assert_allclose(encoder.encode(many)[-1], encoder.encode(many[-1:])[0], atol=1e-5)


def test_none_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_a_very_long_text_is_cut(encoder: Encoder) -> None:
    long, longer = encoder.encode(["word " * 300, "word " * 3000])
    np.testing.assert_allclose(long, longer, atol=1e-5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=4))
def test_every_row_has_length_1(encoder: Encoder, texts: list[str]) -> None:
    np.testing.assert_allclose(np.linalg.norm(encoder.encode(texts), axis=1), 1, atol=1e-4)


def test_half_an_emoji_is_read_as_well(encoder: Encoder) -> None:
    assert encoder.encode(["so sad \ud83d"]).shape == (1, WIDTH)


def test_a_file_that_was_not_reviewed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    with pytest.raises(EncoderError, match="missing"):
        check(file, "0" * 64)
    file.write_bytes(b"weights")
    check(file, hashlib.sha256(b"weights").hexdigest())
    with pytest.raises(EncoderError, match="not the file that was reviewed"):
        check(file, "0" * 64)


@pytest.mark.parametrize("name", ["TOKENIZER_SHA256", "WEIGHTS_SHA256", "TUNED_SHA256"])
def test_other_weights_are_not_built_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(module, name, "0" * 64)
    with pytest.raises(EncoderError, match="000000000000"):
        Encoder(tmp_path / "graph.onnx")
    assert not (tmp_path / "graph.onnx").exists()


def test_a_missing_package_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "no_such_package_here")
    with pytest.raises(EncoderError, match="uv sync"):
        module.weights_folder()


def test_a_later_file_replaces_a_weight_of_an_earlier_one(encoder: Encoder, root: Path) -> None:
    """What Steady runs is our tuned layers on the published ones: another vector, of the same length."""
    tuned = shared_encoder(root / default_graph_file())
    assert shared_encoder(root / default_graph_file()) is tuned
    ours, published = tuned.encode(SENTENCES[2:3])[0], encoder.encode(SENTENCES[2:3])[0]
    assert np.linalg.norm(ours) == pytest.approx(1, abs=1e-4) and 0.1 < ours @ published < 0.9999


def test_many_at_once_are_read_as_each_alone(encoder: Encoder) -> None:
    """Training reads a batch a core: every row must end up where its text stands."""
    texts = [f"{'he has not written ' * (n % 7)}since {n} o'clock" for n in range(150)]
    alone = np.vstack([encoder.encode([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode(texts), alone, atol=2e-3)
