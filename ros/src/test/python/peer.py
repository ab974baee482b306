"""A genuine ROS 2 node that answers: peer.py SECONDS. Echoes /to_genuine on /from_genuine; prints the nodes that it sees and, of each
publisher of /to_genuine, its type hash."""
import sys
import time

import rclpy
from std_msgs.msg import String

rclpy.init()
node = rclpy.create_node("genuine")
echo = node.create_publisher(String, "/from_genuine", 10)
node.create_subscription(String, "/to_genuine", echo.publish, 10)
end = time.monotonic() + float(sys.argv[1])
seen = set()
while time.monotonic() < end:
    rclpy.spin_once(node, timeout_sec=0.05)
    lines = {"node " + name for name, _ in node.get_node_names_and_namespaces()}
    for info in node.get_publishers_info_by_topic("/to_genuine"):
        lines.add("hash " + str(info.topic_type_hash))
    try:
        for topic, _ in node.get_publisher_names_and_types_by_node("ours", "/"):
            lines.add("publishes " + topic)
    except rclpy.node.NodeNameNonExistentError:
        pass
    for line in sorted(lines - seen):
        print(line, flush=True)
    seen |= lines
