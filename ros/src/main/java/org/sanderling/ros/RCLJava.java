package org.sanderling.ros;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sanderling.ros.dds.DdsLibrary;
import org.sanderling.ros.dds.RosException;

/**
 * rcljava's entry: one context a process. Static because its users know it so; whatever can take a {@link RosContext}
 * takes one instead. Any thread.
 */
public final class RCLJava {
    private static @Nullable RosContext context;

    private RCLJava() {}

    /** By the environment, as ROS 2 reads it: {@link RosOptions#of}. Does nothing when done already. */
    public static void rclJavaInit() {
        rclJavaInit(RosOptions.of(System.getenv()));
    }

    /** @throws org.sanderling.ros.dds.MissingDdsException where there is no CycloneDDS that may be used */
    public static synchronized void rclJavaInit(RosOptions options) {
        if (!ok()) {
            context = new RosContext(DdsLibrary.open(), options);
        }
    }

    public static synchronized boolean ok() {
        return context != null && context.ok();
    }

    public static Node createNode(String name) {
        return context().createNode(name);
    }

    public static Node createNode(String name, String namespace) {
        return context().createNode(name, namespace);
    }

    /** Runs the node's callbacks until {@link #shutdown}. */
    public static void spin(Node node) {
        try (SingleThreadedExecutor executor = executor(node)) {
            executor.spin();
        }
    }

    /** Runs the node's next callbacks, for which it waits no longer than this. */
    public static void spinOnce(Node node, Duration timeout) {
        try (SingleThreadedExecutor executor = executor(node)) {
            executor.spinOnce(timeout);
        }
    }

    /** Runs the node's callbacks that are ready. */
    public static void spinSome(Node node) {
        try (SingleThreadedExecutor executor = executor(node)) {
            executor.spinSome();
        }
    }

    private static SingleThreadedExecutor executor(Node node) {
        SingleThreadedExecutor executor = new SingleThreadedExecutor(node.context());
        executor.addNode(node);
        return executor;
    }

    public static synchronized RosContext context() {
        if (context == null) {
            throw new RosException("call RCLJava.rclJavaInit() first");
        }
        return context;
    }

    /** Ends the context and its nodes. */
    public static synchronized void shutdown() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
