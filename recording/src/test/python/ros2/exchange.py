"""Reads our messages by genuine ROS 2 and answers with its own: a line a message on both sides, JSON.

In: {"name", "cdr"}. Out: {"values": what genuine ROS 2 read, "cdr", "random": a message of its own and its values}; or
{"absent": true} where the package is not installed."""
import json
import random
import sys

from rclpy.serialization import deserialize_message, serialize_message

from values import as_json, load_part, randomise


def main():
    dice = random.Random(int(sys.argv[1]))
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            kind = load_part(asked["name"])
        except (ImportError, AttributeError):
            answer = {"absent": True}
        else:
            ours = deserialize_message(bytes.fromhex(asked["cdr"]), kind)
            theirs = randomise(kind(), dice)
            answer = {"values": as_json(ours), "cdr": serialize_message(theirs).hex(), "random": as_json(theirs)}
        print(json.dumps(answer), flush=True)


main()
