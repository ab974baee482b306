"""Writes a recording with the mcap packages of PyPI: write_with_mcap.py FILE none|lz4|zstd chunked|unchunked"""
import sys

from mcap.writer import CompressionType, Writer as McapWriter
from mcap_ros2.writer import Writer as Ros2Writer

CONTROL = """std_msgs/Header header
float32 steering
float32 throttle
================================================================================
MSG: std_msgs/Header
builtin_interfaces/Time stamp
string frame_id
================================================================================
MSG: builtin_interfaces/Time
int32 sec
uint32 nanosec
"""
COMPRESSION = {"none": CompressionType.NONE, "lz4": CompressionType.LZ4, "zstd": CompressionType.ZSTD}


def ros2(path, compression):
    with open(path, "wb") as file:
        writer = Ros2Writer(file, chunk_size=4096, compression=COMPRESSION[compression])
        schema = writer.register_msgdef("sanderling_msgs/msg/NormalizedControl", CONTROL)
        for i in range(500):
            writer.write_message(
                topic="/driver/command",
                schema=schema,
                message={
                    "header": {"stamp": {"sec": i, "nanosec": i * 1000}, "frame_id": "frame " * (i % 9)},
                    "steering": i / 512 - 0.5,
                    "throttle": 0.25,
                },
                log_time=i * 1_000_000,
                publish_time=i,
                sequence=i,
            )
        writer.finish()


def unchunked(path):
    with open(path, "wb") as file:
        writer = McapWriter(file, use_chunking=False)
        writer.start(profile="", library="interop")
        channel = writer.register_channel(topic="/raw", message_encoding="raw", schema_id=0)
        for i in range(500):
            # Backwards, so that a reader has to put them in order.
            writer.add_message(channel, log_time=1000 - i, publish_time=i, sequence=i, data=bytes([i % 256]) * (i % 50))
        writer.add_attachment(create_time=1, log_time=2, name="a.bin", media_type="application/x", data=b"\x01\x02")
        writer.add_metadata("m", {"k": "v"})
        writer.finish()


path, compression, layout = sys.argv[1:]
ros2(path, compression) if layout == "chunked" else unchunked(path)
