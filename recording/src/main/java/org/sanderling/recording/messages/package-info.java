/** The ROS 2 messages that recordings hold, one record a message, and their definitions. */
@org.jspecify.annotations.NullMarked
package org.sanderling.recording.messages;
