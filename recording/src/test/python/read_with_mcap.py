"""Reads a recording with the mcap packages of PyPI and prints what they saw, as JSON: read_with_mcap.py FILE"""
import hashlib
import json
import sys

from mcap.reader import NonSeekingReader, make_reader
from mcap.stream_reader import StreamReader
from mcap_ros2.decoder import DecoderFactory


def value(of):
    """A decoded ROS 2 message as JSON: bytes by their SHA-256, messages by their fields."""
    if isinstance(of, (bytes, bytearray, memoryview)):
        return hashlib.sha256(of).hexdigest()
    if isinstance(of, (list, tuple)):
        return [value(v) for v in of]
    if hasattr(of, "__slots__"):
        return {name: value(getattr(of, name)) for name in of.__slots__}
    return of


def main(path):
    with open(path, "rb") as file:
        # Every record, with all CRCs checked.
        records = sum(1 for _ in StreamReader(file, validate_crcs=True, emit_chunks=False).records)
        file.seek(0)
        reader = make_reader(file, validate_crcs=True, decoder_factories=[DecoderFactory()])
        summary = reader.get_summary()
        messages = [
            {
                "topic": channel.topic,
                "schema": schema.name,
                "sequence": message.sequence,
                "logTime": message.log_time,
                "value": value(decoded),
            }
            for schema, channel, message, decoded in reader.iter_decoded_messages()
        ]
        attachments = [{"name": a.name, "data": value(a.data)} for a in reader.iter_attachments()]
        metadata = [{"name": m.name, "metadata": m.metadata} for m in reader.iter_metadata()]
        file.seek(0)
        unindexed = sum(1 for _ in NonSeekingReader(file, validate_crcs=True).iter_messages())
        json.dump(
            {
                "profile": reader.get_header().profile,
                "library": reader.get_header().library,
                "records": records,
                "chunks": summary.statistics.chunk_count,
                "indexed": len(summary.chunk_indexes),
                "messages": messages,
                "unindexed": unindexed,
                "attachments": attachments,
                "metadata": metadata,
            },
            sys.stdout,
        )


main(sys.argv[1])
