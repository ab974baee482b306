"""Reads a bag's folder with rosbags: read_bag.py FOLDER. Prints, as JSON, what it saw: for each message its topic, its
type, the type's hash as rosbags computes it from the recording's schema, and the bytes that it serialises again."""
import json
import sys
from pathlib import Path

from rosbags.rosbag2 import Reader
from rosbags.typesys import Stores, get_types_from_msg, get_typestore


def main(folder):
    store = get_typestore(Stores.EMPTY)
    seen = []
    with Reader(Path(folder)) as bag:
        for connection in bag.connections:
            types = get_types_from_msg(connection.msgdef.data, connection.msgtype)
            store.register({name: fields for name, fields in types.items() if name not in store.types})
        for connection, time, raw in bag.messages():
            message = store.deserialize_cdr(raw, connection.msgtype)
            again = bytes(store.serialize_cdr(message, connection.msgtype))
            seen.append(
                {
                    "topic": connection.topic,
                    "type": connection.msgtype,
                    "time": time,
                    "digest": connection.digest,
                    "hash": store.hash_rihs01(connection.msgtype),
                    "cdr": again.hex(),
                }
            )
        json.dump({"messages": seen, "count": bag.message_count, "duration": bag.duration, "start": bag.start_time}, sys.stdout)


main(sys.argv[1])
