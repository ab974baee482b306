package org.sanderling.ros.dds;

/** What ROS or DDS refuses: in one line what, where and what to do. */
public final class RosException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RosException(String message) {
        super(message);
    }
}
