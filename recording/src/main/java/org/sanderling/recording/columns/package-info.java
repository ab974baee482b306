/** Messages as rows of numbers: fields of any ROS 2 message by name. */
package org.sanderling.recording.columns;
