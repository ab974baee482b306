/** A ROS 2 participant with rcljava's names: nodes, publishers, subscriptions, what is on the graph. */
@org.jspecify.annotations.NullMarked
package org.sanderling.ros;
