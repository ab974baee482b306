package org.sanderling.ros;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageType;
import org.sanderling.recording.messages.MessageTypes;
import org.sanderling.ros.dds.Reader;
import org.sanderling.ros.dds.RosException;
import org.sanderling.ros.dds.Writer;

/** A ROS node, by rcljava's names. Any thread; callbacks run where an executor spins. */
public final class Node implements AutoCloseable {
    private final RosContext context;
    private final String name;
    private final String namespace;
    private final List<Publisher<?>> publishers = new CopyOnWriteArrayList<>();
    private final List<Subscription<?>> subscriptions = new CopyOnWriteArrayList<>();
    private final List<WallTimer> timers = new CopyOnWriteArrayList<>();
    private final Set<Runnable> wakers = java.util.concurrent.ConcurrentHashMap.newKeySet();

    Node(RosContext context, String name, String namespace) {
        this.context = context;
        this.name = name;
        this.namespace = namespace;
    }

    public <T extends Message> Publisher<T> createPublisher(Class<T> type, String topic) {
        return createPublisher(type, topic, QoSProfile.DEFAULT);
    }

    public <T extends Message> Publisher<T> createPublisher(Class<T> type, String topic, QoSProfile qos) {
        return createPublisher(MessageTypes.of(type), topic, qos);
    }

    /** @throws RosException for an invalid name, or a topic that is of another type here */
    public <T extends Message> Publisher<T> createPublisher(MessageType<T> type, String topic, QoSProfile qos) {
        context.requireOpen();
        String full = Names.topic(topic, namespace, name);
        Publisher<T> publisher = new Publisher<>(
                this,
                full,
                type,
                new Writer(
                        context.participant(),
                        context.topic(full, type),
                        full,
                        qos.quality(),
                        DiscoveryInfo.typeHash(type.typeHash())));
        publishers.add(publisher);
        context.announce();
        return publisher;
    }

    public <T extends Message> Subscription<T> createSubscription(
            Class<T> type, String topic, Consumer<? super T> callback) {
        return createSubscription(type, topic, callback, QoSProfile.DEFAULT);
    }

    public <T extends Message> Subscription<T> createSubscription(
            Class<T> type, String topic, Consumer<? super T> callback, QoSProfile qos) {
        MessageType<T> messages = MessageTypes.of(type);
        return createSerializedSubscription(messages, topic, Subscription.reading(messages, callback), qos);
    }

    /**
     * For messages as they were sent: views read them without allocating.
     *
     * @throws RosException for an invalid name, or a topic that is of another type here
     */
    public <T extends Message> Subscription<T> createSerializedSubscription(
            MessageType<T> type, String topic, Subscription.SerializedCallback callback, QoSProfile qos) {
        context.requireOpen();
        String full = Names.topic(topic, namespace, name);
        Subscription<T> subscription = new Subscription<>(
                this,
                full,
                type,
                new Reader(
                        context.participant(),
                        context.topic(full, type),
                        full,
                        qos.quality(),
                        DiscoveryInfo.typeHash(type.typeHash())),
                callback);
        subscriptions.add(subscription);
        context.announce();
        wakers.forEach(Runnable::run);
        return subscription;
    }

    public WallTimer createWallTimer(Duration period, Runnable callback) {
        if (period.isZero() || period.isNegative()) {
            throw new RosException("a timer's period is longer than nothing, not " + period);
        }
        WallTimer timer = new WallTimer(period, callback);
        timers.add(timer);
        wakers.forEach(Runnable::run);
        return timer;
    }

    public SortedMap<String, SortedSet<String>> getTopicNamesAndTypes() {
        return context.graph().topics();
    }

    public String getName() {
        return name;
    }

    public String getNamespace() {
        return namespace;
    }

    RosContext context() {
        return context;
    }

    List<Subscription<?>> subscriptions() {
        return subscriptions;
    }

    List<WallTimer> timers() {
        return timers;
    }

    /** Told when there is something new to wait for. */
    void addWaker(Runnable waker) {
        wakers.add(waker);
    }

    void removeWaker(Runnable waker) {
        wakers.remove(waker);
    }

    List<byte[]> readerGids() {
        return subscriptions.stream().map(Subscription::gid).toList();
    }

    List<byte[]> writerGids() {
        return publishers.stream().map(Publisher::gid).toList();
    }

    void remove(Publisher<?> publisher) {
        if (publishers.remove(publisher)) {
            context.announce();
        }
    }

    void remove(Subscription<?> subscription) {
        if (subscriptions.remove(subscription)) {
            context.announce();
        }
    }

    @Override
    public void close() {
        publishers.forEach(Publisher::close);
        subscriptions.forEach(Subscription::close);
        timers.forEach(WallTimer::cancel);
        context.remove(this);
        wakers.forEach(Runnable::run);
    }
}
