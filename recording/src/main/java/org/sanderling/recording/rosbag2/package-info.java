/** Recordings as bags that {@code ros2 bag} opens. */
@org.jspecify.annotations.NullMarked
package org.sanderling.recording.rosbag2;
