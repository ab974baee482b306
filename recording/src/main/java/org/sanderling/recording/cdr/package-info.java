/** XCDR version 1, the encoding of ROS 2 messages (OMG DDS-XTypes 1.3, 7.4). */
@org.jspecify.annotations.NullMarked
package org.sanderling.recording.cdr;
