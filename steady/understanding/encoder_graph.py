"""Builds the ONNX graph of all-MiniLM-L6-v2 from its safetensors weights.

The package that carries the weights has no ONNX file, and exporting one the usual way
needs torch, which Steady does without. BERT's encoder is a short graph: written out
here once, it is checked against known vectors in tests/understanding/test_encoder.py.

Architecture: Devlin et al. 2019; weights: sentence-transformers/all-MiniLM-L6-v2.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

LAYERS, HEADS, WIDTH, EPSILON = 6, 12, 384, 1e-12
OPSET = 17


def floats(value: float) -> np.ndarray:
    return np.array([value], np.float32)


class GraphBuilder:
    """Collects nodes and weights; each method returns the name of its output tensor."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}

    def add(self, op: str, inputs: list[str], **attributes: Any) -> str:
        output = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [output], **attributes))
        return output

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = value
        return name

    def weight(self, name: str, transpose: bool = False) -> str:
        value = self.weights[name].astype(np.float32)
        return self.constant(name, np.ascontiguousarray(value.T) if transpose else value)

    def dense(self, x: str, prefix: str) -> str:
        product = self.add("MatMul", [x, self.weight(f"{prefix}.weight", transpose=True)])
        return self.add("Add", [product, self.weight(f"{prefix}.bias")])

    def norm(self, x: str, prefix: str) -> str:
        scale, shift = self.weight(f"{prefix}.weight"), self.weight(f"{prefix}.bias")
        return self.add("LayerNormalization", [x, scale, shift], axis=-1, epsilon=EPSILON)

    def heads(self, x: str, order: list[int]) -> str:
        """(batch, tokens, width) to (batch, heads, tokens, width / heads), in `order`."""
        shape = self.constant("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
        return self.add("Transpose", [self.add("Reshape", [x, shape])], perm=order)

    def attention(self, x: str, mask: str, prefix: str) -> str:
        query = self.heads(self.dense(x, f"{prefix}.self.query"), [0, 2, 1, 3])
        key = self.heads(self.dense(x, f"{prefix}.self.key"), [0, 2, 3, 1])
        value = self.heads(self.dense(x, f"{prefix}.self.value"), [0, 2, 1, 3])
        scale = self.constant("scale", np.array((WIDTH // HEADS) ** -0.5, np.float32))
        scores = self.add("Mul", [self.add("MatMul", [query, key]), scale])
        weights = self.add("Softmax", [self.add("Add", [scores, mask])], axis=-1)
        mixed = self.add("Transpose", [self.add("MatMul", [weights, value])], perm=[0, 2, 1, 3])
        joined = self.add("Reshape", [mixed, self.constant("join", np.array([0, 0, WIDTH], np.int64))])
        output = self.dense(joined, f"{prefix}.output.dense")
        return self.norm(self.add("Add", [output, x]), f"{prefix}.output.LayerNorm")

    def gelu(self, x: str) -> str:
        root = self.constant("root2", np.array(2**0.5, np.float32))
        erf = self.add("Erf", [self.add("Div", [x, root])])
        one, half = self.constant("one", floats(1.0)), self.constant("half", floats(0.5))
        return self.add("Mul", [self.add("Mul", [x, half]), self.add("Add", [erf, one])])

    def layer(self, x: str, mask: str, index: int) -> str:
        prefix = f"encoder.layer.{index}"
        attended = self.attention(x, mask, f"{prefix}.attention")
        wide = self.gelu(self.dense(attended, f"{prefix}.intermediate.dense"))
        narrow = self.dense(wide, f"{prefix}.output.dense")
        return self.norm(self.add("Add", [narrow, attended]), f"{prefix}.output.LayerNorm")

    def embed(self, ids: str) -> str:
        words = self.add("Gather", [self.weight("embeddings.word_embeddings.weight"), ids])
        length = self.add(
            "Slice",
            [
                self.add("Shape", [ids]),
                self.constant("i1", np.array([1], np.int64)),
                self.constant("i2", np.array([2], np.int64)),
            ],
        )
        zero = self.constant("i0", np.array([0], np.int64))
        table = self.weight("embeddings.position_embeddings.weight")
        positions = self.add("Slice", [table, zero, length, zero])
        # One segment only: its row of the table is the same for every token.
        segment = self.constant(
            "segment", self.weights["embeddings.token_type_embeddings.weight"][0].astype(np.float32)
        )
        total = self.add("Add", [self.add("Add", [words, positions]), segment])
        return self.norm(total, "embeddings.LayerNorm")

    def pool(self, x: str, mask: str) -> str:
        """Mean over the tokens that are not padding, then length 1."""
        weights = self.add("Cast", [mask], to=TensorProto.FLOAT)
        last = self.constant("last", np.array([-1], np.int64))
        middle = self.constant("middle", np.array([1], np.int64))
        column = self.add("Unsqueeze", [weights, last])
        total = self.add("ReduceSum", [self.add("Mul", [x, column]), middle], keepdims=0)
        mean = self.add("Div", [total, self.add("ReduceSum", [weights, middle], keepdims=1)])
        return self.add("LpNormalization", [mean], axis=-1, p=2)

    def additive_mask(self, mask: str) -> str:
        cast = self.add("Cast", [mask], to=TensorProto.FLOAT)
        axes = self.constant("axes", np.array([1, 2], np.int64))
        wide = self.add("Unsqueeze", [cast, axes])
        inverted = self.add("Sub", [self.constant("mask_one", floats(1.0)), wide])
        return self.add("Mul", [inverted, self.constant("low", floats(-1e9))])


def build(weights_files: Sequence[Path], onnx_file: Path) -> None:
    """Writes `onnx_file`: (ids, mask), both int64 of (batch, tokens), to (batch, 384) float32.

    A weight in a later file replaces that of an earlier one. Raises KeyError when a weight is missing and OSError when the file cannot be written.
    """
    weights: dict[str, np.ndarray] = {}
    for file in weights_files:
        weights |= load_file(file)
    builder = GraphBuilder(weights)
    mask = builder.additive_mask("mask")
    x = builder.embed("ids")
    for index in range(LAYERS):
        x = builder.layer(x, mask, index)
    result = builder.pool(x, "mask")
    builder.nodes.append(helper.make_node("Identity", [result], ["embedding"]))
    graph = helper.make_graph(
        builder.nodes,
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"]) for n in ("ids", "mask")],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])],
        [numpy_helper.from_array(value, name) for name, value in builder.constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = 8
    onnx_file.parent.mkdir(parents=True, exist_ok=True)
    temporary = onnx_file.with_suffix(".part")
    onnx.save(model, str(temporary))
    temporary.replace(onnx_file)
