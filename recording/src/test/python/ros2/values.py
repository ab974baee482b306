"""Values of genuine ROS 2 messages as JSON, and messages of random content."""
import array
import importlib
import math
import random
import re
import struct

import numpy

SEQUENCE = re.compile(r"sequence<(.+?)(?:, (\d+))?>$")
ARRAY = re.compile(r"(.+)\[(\d+)\]$")
TEXT = re.compile(r"(w?string)(?:<(\d+)>)?$")
BITS = {"octet": (8, 0), "uint8": (8, 0), "int8": (8, 1), "uint16": (16, 0), "int16": (16, 1), "uint32": (32, 0),
        "int32": (32, 1), "uint64": (64, 0), "int64": (64, 1)}


def load(name):
    """The Python class of std_msgs/msg/Header or std_srvs/srv/SetBool_Request."""
    package, folder, simple = name.split("/")
    return getattr(importlib.import_module(package + "." + folder), simple)


def load_part(name):
    """As load; parts of actions that their package does not export are found beside their action."""
    try:
        return load(name)
    except AttributeError:
        package, folder, simple = name.split("/")
        base = simple.split("_")[0]
        snake = re.sub(r"(?<=[a-z0-9])([A-Z])|(?<=[A-Z])([A-Z])(?=[a-z])", r"_\1\2", base).lower()
        return getattr(importlib.import_module(f"{package}.{folder}._{snake}"), simple)


def load_nested(name):
    """The Python class of std_msgs/Header, or of action_msgs/CancelGoal_Response."""
    for folder in ("msg", "srv", "action"):
        try:
            return load_part(name.replace("/", f"/{folder}/"))
        except (ImportError, AttributeError):
            pass
    raise ImportError(name)


def as_json(value):
    """Numbers as they are (floats as the hexadecimal of their bits), texts, lists, messages as objects by field."""
    if hasattr(value, "get_fields_and_field_types"):
        return {f: typed(t, getattr(value, f)) for f, t in value.get_fields_and_field_types().items()}
    raise TypeError(type(value))


def typed(kind, value):
    sequence = SEQUENCE.match(kind) or ARRAY.match(kind)
    if sequence:
        return [typed(sequence.group(1), v) for v in value]
    if kind == "float":
        return struct.pack(">f", value).hex()
    if kind == "double":
        return struct.pack(">d", value).hex()
    if kind == "octet":
        return value[0] if isinstance(value, bytes) else int(value)
    if kind in BITS:
        return int(value)
    if kind == "boolean":
        return bool(value)
    if TEXT.match(kind):
        return value
    return as_json(value)


def randomise(message, dice):
    for field, kind in message.get_fields_and_field_types().items():
        setattr(message, field, random_value(kind, getattr(message, field), dice))
    return message


def random_value(kind, old, dice):
    sequence, fixed = SEQUENCE.match(kind), ARRAY.match(kind)
    if sequence or fixed:
        inner = (sequence or fixed).group(1)
        bound = int((sequence or fixed).group(2) or 4)
        count = bound if fixed else dice.randint(0, min(bound, 4))
        if "/" in inner:
            values = [randomise(load_nested(inner)(), dice) for _ in range(count)]
        else:
            values = [random_value(inner, None, dice) for _ in range(count)]
        if isinstance(old, array.array):
            return array.array(old.typecode, values)
        if isinstance(old, numpy.ndarray):
            return numpy.array(values, dtype=old.dtype)
        return values
    if kind in BITS:
        bits, signed = BITS[kind]
        low = -(1 << bits - 1) if signed else 0
        value = dice.choice([low, low + (1 << bits) - 1, dice.randint(low, low + (1 << bits) - 1)])
        return bytes([value]) if kind == "octet" else value
    if kind == "boolean":
        return dice.random() < 0.5
    if kind == "float":
        return struct.unpack(">f", struct.pack(">f", dice.choice([0.0, -0.0, math.inf, dice.gauss(0, 1e3)])))[0]
    if kind == "double":
        return dice.choice([0.0, -0.0, -math.inf, dice.gauss(0, 1e9)])
    text = TEXT.match(kind)
    if text:
        letters = "abc XYZ0_/äß✓" + ("\U0001F600" if text.group(1) == "wstring" else "")
        # A bound counts bytes: three a letter at most.
        most = int(text.group(2)) // 3 if text.group(2) else 9
        return "".join(dice.choice(letters) for _ in range(dice.randint(0, min(most, 9))))
    return randomise(old, dice)
