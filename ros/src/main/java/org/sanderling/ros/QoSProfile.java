package org.sanderling.ros;

import java.time.Duration;
import org.sanderling.ros.dds.Dds;
import org.sanderling.ros.dds.Quality;
import org.sanderling.ros.dds.RosException;

/**
 * Quality of service, by rcljava's names. Immutable: each setter gives another profile.
 *
 * @param depth messages kept, or {@link Quality#KEEP_ALL}: then a subscription holds {@value #MOST_KEPT} that were not
 *     yet taken, and a reliable publisher waits
 * @param deadline and {@code lifespan}, {@code lease}: zero for none
 */
public record QoSProfile(
        int depth,
        Reliability reliability,
        Durability durability,
        Duration deadline,
        Duration lifespan,
        Liveliness liveliness,
        Duration lease) {
    /** Whether what is lost is sent again. */
    public enum Reliability {
        RELIABLE,
        BEST_EFFORT
    }

    /** Whether those who come later get what was sent before. */
    public enum Durability {
        VOLATILE,
        TRANSIENT_LOCAL
    }

    /** Who says that a publisher lives. */
    public enum Liveliness {
        AUTOMATIC,
        MANUAL_BY_TOPIC
    }

    /** Bound of a subscription that keeps all. */
    static final int MOST_KEPT = 10_000;

    /** A publisher waits no longer for readers that do not keep up. */
    private static final Duration MAX_BLOCKING = Duration.ofMillis(100);

    public static final QoSProfile DEFAULT = keepLast(10);
    public static final QoSProfile SENSOR_DATA = keepLast(5).setReliability(Reliability.BEST_EFFORT);
    public static final QoSProfile PARAMETERS = keepLast(1000);

    public QoSProfile {
        if (depth < 0) {
            throw new RosException("a quality of service keeps 1 message or more, not " + depth);
        }
    }

    public static QoSProfile keepLast(int depth) {
        if (depth < 1) {
            throw new RosException("a quality of service keeps 1 message or more, not " + depth);
        }
        return of(depth);
    }

    public static QoSProfile keepAll() {
        return of(Quality.KEEP_ALL);
    }

    private static QoSProfile of(int depth) {
        return new QoSProfile(
                depth,
                Reliability.RELIABLE,
                Durability.VOLATILE,
                Duration.ZERO,
                Duration.ZERO,
                Liveliness.AUTOMATIC,
                Duration.ZERO);
    }

    public QoSProfile setReliability(Reliability value) {
        return new QoSProfile(depth, value, durability, deadline, lifespan, liveliness, lease);
    }

    public QoSProfile setDurability(Durability value) {
        return new QoSProfile(depth, reliability, value, deadline, lifespan, liveliness, lease);
    }

    public QoSProfile setDeadline(Duration value) {
        return new QoSProfile(depth, reliability, durability, value, lifespan, liveliness, lease);
    }

    public QoSProfile setLifespan(Duration value) {
        return new QoSProfile(depth, reliability, durability, deadline, value, liveliness, lease);
    }

    public QoSProfile setLiveliness(Liveliness value, Duration newLease) {
        return new QoSProfile(depth, reliability, durability, deadline, lifespan, value, newLease);
    }

    Quality quality() {
        return new Quality(
                reliability == Reliability.RELIABLE,
                durability == Durability.TRANSIENT_LOCAL,
                depth,
                MOST_KEPT,
                MAX_BLOCKING.toNanos(),
                ns(deadline),
                ns(lifespan),
                liveliness == Liveliness.MANUAL_BY_TOPIC,
                ns(lease));
    }

    private static long ns(Duration time) {
        return time.isZero() ? Dds.FOREVER_NS : time.toNanos();
    }
}
