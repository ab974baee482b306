"""Makes the golden vectors: make_vectors.py NAMES OUT.jsonl.gz, in an environment with genuine rclpy (setup.sh).

A line a message: its name, what genuine ROS 2 serialised (hexadecimal), and the values that it held. Messages whose
package is not there are left out."""
import gzip
import json
import random
import sys

from rclpy.serialization import serialize_message

from values import as_json, load_part, randomise


def main():
    dice = random.Random(20)
    with open(sys.argv[1]) as names, open(sys.argv[2], "wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
            for name in names.read().split():
                try:
                    kind = load_part(name)
                except (ImportError, AttributeError):
                    continue
                if not hasattr(kind, "get_fields_and_field_types"):
                    continue
                for _ in range(2):
                    message = randomise(kind(), dice)
                    line = {"name": name, "cdr": serialize_message(message).hex(), "values": as_json(message)}
                    out.write((json.dumps(line, separators=(",", ":")) + "\n").encode())


main()
