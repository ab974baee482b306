"""Writes the small ONNX graphs of the engine tests, and what onnxruntime's Python package computes with them.

Usage: python make_graphs.py OUT    (needs onnx, onnxruntime, numpy)

golden.txt has one line a tensor: graph, tensor, values in row-major order.
"""

import pathlib
import sys

import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper, save

F32, U8, I64 = TensorProto.FLOAT, TensorProto.UINT8, TensorProto.INT64
OUT = pathlib.Path(sys.argv[1])
RANDOM = np.random.default_rng(7)
GOLDEN = []


def weight(name, *shape):
    return numpy_helper.from_array(RANDOM.normal(0, 0.5, shape).astype(np.float32), name)


def constant(name, values, dtype=np.int64):
    return numpy_helper.from_array(np.array(values, dtype), name)


def tensor(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def write(name, nodes, inputs, outputs, weights=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(weights))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    save(model, OUT / f"{name}.onnx")


def golden(name, **inputs):
    session = onnxruntime.InferenceSession(OUT / f"{name}.onnx", providers=["CPUExecutionProvider"])
    outputs = session.run(None, inputs)
    named = dict(inputs) | {o.name: v for o, v in zip(session.get_outputs(), outputs)}
    for key, value in named.items():
        GOLDEN.append(f"{name} {key} " + " ".join(repr(v) for v in value.reshape(-1).tolist()))
    return outputs[0]


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs, [output], **attributes)


# A planner in miniature: 2 frames of 6x8, 3 samples of 2 degrees of freedom, 5 slots, 7 ids.
observation = [tensor("images", U8, 2, 6, 8, 3), tensor("history", F32, 3, 2), tensor("historyMask", F32, 3)]
encode = [
    node("Cast", ["images"], "pixels", to=F32),
    node("ReduceMean", ["pixels"], "means", axes=[1, 2], keepdims=0),
    node("Unsqueeze", ["historyMask", "one"], "mask"),
    node("Mul", ["history", "mask"], "known"),
    node("Reshape", ["means", "row"], "a"),
    node("Reshape", ["known", "row"], "b"),
    node("Concat", ["a", "b"], "all", axis=1),
]
shapes = [constant("one", [1]), constant("row", [1, -1])]
write(
    "context",
    encode + [node("MatMul", ["all", "w"], "flat"), node("Reshape", ["flat", "shape"], "cache")],
    observation,
    [tensor("cache", F32, 1, 2, 1, 4, 4)],
    shapes + [weight("w", 12, 32), constant("shape", [1, 2, 1, 4, 4])],
)
write(
    "denoise",
    [
        node("Gather", ["embedding", "tokens"], "x"),
        node("ReduceSum", ["cache", "axes"], "summary", keepdims=0),
        node("Add", ["x", "summary"], "y"),
        node("MatMul", ["y", "head"], "logits"),
    ],
    [tensor("tokens", I64, 1, 5), tensor("cache", F32, 1, 2, 1, 4, 4)],
    [tensor("logits", F32, 1, 5, 7)],
    [weight("embedding", 7, 4), weight("head", 4, 7), constant("axes", [0, 1, 2, 3])],
)
write(
    "regression",
    encode + [node("MatMul", ["all", "w"], "flat"), node("Reshape", ["flat", "shape"], "trajectory")],
    observation,
    [tensor("trajectory", F32, 4, 2)],
    shapes + [weight("w", 12, 8), constant("shape", [4, 2])],
)
seen = {
    "images": (np.arange(288) * 37 % 256).astype(np.uint8).reshape(2, 6, 8, 3),
    "history": np.linspace(-1, 1, 6, dtype=np.float32).reshape(3, 2),
    "historyMask": np.array([0, 1, 1], np.float32),
}
cache = golden("context", **seen)
golden("denoise", tokens=np.array([[6, 0, 3, 6, 1]], np.int64), cache=cache)
golden("regression", **seen)

# What the engine itself is tested with.
write("add", [node("Add", ["x", "w"], "out")], [tensor("x", F32, 1, 16)], [tensor("out", F32, 1, 16)], [constant("w", [[1] * 16], np.float32)])
write("gather", [node("Gather", ["w", "index"], "out")], [tensor("index", I64, 1)], [tensor("out", F32, 1)], [constant("w", [1, 2, 3], np.float32)])
write("dynamic", [node("Neg", ["x"], "out")], [tensor("x", F32, "batch", 4)], [tensor("out", F32, "batch", 4)])
write("text", [node("Identity", ["x"], "out")], [tensor("x", TensorProto.STRING, 1)], [tensor("out", TensorProto.STRING, 1)])
write("long_name", [node("Neg", ["x" * 2000], "out")], [tensor("x" * 2000, F32, 1)], [tensor("out", F32, 1)])

# As long as asked for: x is multiplied by a matrix `iterations` times.
body = helper.make_graph(
    [node("MatMul", ["x_in", "m"], "x_out"), node("Identity", ["go_in"], "go_out")],
    "body",
    [tensor("i", I64), tensor("go_in", TensorProto.BOOL), tensor("x_in", F32, 32, 32)],
    [tensor("go_out", TensorProto.BOOL), tensor("x_out", F32, 32, 32)],
    [numpy_helper.from_array(np.eye(32, dtype=np.float32), "m")],
)
write(
    "loop",
    [node("Squeeze", ["iterations"], "n"), helper.make_node("Loop", ["n", "go", "x"], ["out"], body=body)],
    [tensor("iterations", I64, 1), tensor("x", F32, 32, 32)],
    [tensor("out", F32, 32, 32)],
    [constant("go", True, np.bool_)],
)

(OUT / "golden.txt").write_text("\n".join(GOLDEN) + "\n")
