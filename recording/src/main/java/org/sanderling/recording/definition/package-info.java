/** ROS 2 interface definitions ({@code .msg}, {@code .srv}, {@code .action}): read, checked, hashed. */
@org.jspecify.annotations.NullMarked
package org.sanderling.recording.definition;
