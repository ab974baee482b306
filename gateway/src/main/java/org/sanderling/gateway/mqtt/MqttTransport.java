package org.sanderling.gateway.mqtt;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.logging.LoggerFactory;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment;
import org.sanderling.gateway.json.DecisionJson;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.runtime.decision.Decision;
import org.sanderling.runtime.transport.DecisionTransport;

/**
 * Publishes decisions by MQTT 5, as docs/mqtt.md says.
 *
 * <p>A daemon thread connects, and connects again after a loss, with waits that double; until then {@link #send} returns
 * false at once. A broker that hangs costs a send at most {@link #QOS0_WAIT_NS} or {@link #QOS1_WAIT_NS}.
 *
 * <p>{@link #send} belongs to the pump thread, everything else to any. No exception of Paho's is caught here: the JVM would
 * load it to verify this class, and checking the signature of Paho's jar takes a tenth of a second of the start.
 */
public final class MqttTransport implements DecisionTransport {
    /** Longest wait for the socket to take a decision, ns. */
    public static final long QOS0_WAIT_NS = 50_000_000L;

    /** Longest wait for the broker to acknowledge a decision, ns. */
    public static final long QOS1_WAIT_NS = 1_000_000_000L;

    private static final long STOPPED_NS = 600_000_000L;
    private static final long LEAVE_NS = 300_000_000L;
    private static final long CLOSE_MS = 1_000;

    /** A connection that has lasted so long was a good one: the next wait is the least again. */
    private static final long LASTED_NS = 5_000_000_000L;

    private final Deployment.Mqtt mqtt;
    private final Endpoint broker;
    private final Credentials credentials;
    private final @Nullable SSLSocketFactory tls;
    private final Consumer<String> told;
    private final PlanTemplate template;
    private final List<String> dofNames;
    private final Status status;
    private final Backoff backoff;
    private final Semaphore wake = new Semaphore(0);
    private final Thread connector = new Thread(new ClientThreads(), this::run, "mqtt-connector");

    private volatile @Nullable Link link;
    private volatile @Nullable Link connecting;
    private volatile boolean closing;
    private volatile long epoch = Status.UNKNOWN;
    private volatile String state = "not started";

    // the pump's own
    private @Nullable DecisionJson json;
    private @Nullable Link complainedOf;

    /**
     * @param dofNames names of the degrees of freedom, in the samples' order
     * @param told hears one line when the connection is lost or found again, on any thread
     * @throws org.sanderling.config.ConfigException if the URI, a topic or the QoS cannot be used
     */
    public MqttTransport(
            Deployment.Mqtt mqtt,
            PlanTemplate template,
            List<String> dofNames,
            Credentials credentials,
            Consumer<String> told) {
        this(mqtt, template, dofNames, credentials, told, null);
    }

    /** @param trust makes TLS connections; null for the JDK's default, with its trust store */
    MqttTransport(
            Deployment.Mqtt mqtt,
            PlanTemplate template,
            List<String> dofNames,
            Credentials credentials,
            Consumer<String> told,
            @Nullable SSLSocketFactory trust) {
        this.mqtt = mqtt;
        this.credentials = credentials;
        broker = Endpoint.of(mqtt);
        tls = trust;
        this.told = told;
        this.template = template;
        this.dofNames = List.copyOf(dofNames);
        status = new Status(mqtt.clientId(), mqtt.topic());
        backoff = new Backoff(mqtt.reconnectMinMs(), mqtt.reconnectMaxMs(), new SplittableRandom());
        connector.setDaemon(true);
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public void start() {
        state = "connecting to " + broker;
        connector.start();
    }

    @Override
    public boolean connected() {
        return link != null;
    }

    /** What the connection is doing, or why there is none, in a few words. */
    public String state() {
        return state;
    }

    @Override
    public boolean send(Decision decision) {
        Link now = link;
        if (now == null || closing) {
            return false;
        }
        if (decision.epoch != epoch) {
            epoch = decision.epoch;
            announce(now);
        }
        String problem = deliver(now, decision);
        if (problem != null && complainedOf != now) {
            complainedOf = now;
            told.accept("mqtt: tick " + decision.tick + " is undelivered: " + problem + "; from here on only counted");
        }
        return problem == null;
    }

    private @Nullable String deliver(Link to, Decision decision) {
        // made here, since its classes take a while to load and start() has to return
        DecisionJson encoder = json == null ? new DecisionJson(template, dofNames) : json;
        json = encoder;
        try {
            byte[] payload = encoder.encode(decision);
            long waitNs = mqtt.qos() == 0 ? QOS0_WAIT_NS : QOS1_WAIT_NS;
            return to.deliver(mqtt.topic(), Messages.decision(decision, payload, mqtt.qos()), waitNs);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        Link up = link;
        closing = true;
        Link pending = connecting;
        if (pending != null) {
            pending.giveUp();
        }
        wake.release();
        try {
            connector.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (up != null) {
            up.giveUp();
        }
    }

    /** Breaks the socket, as a network does; for tests. */
    void breakConnection() {
        Link now = link;
        if (now != null) {
            now.giveUp();
        }
    }

    private void run() {
        warmUp();
        boolean failing = false;
        while (!closing) {
            wake.drainPermits();
            long startNs = System.nanoTime();
            String problem = connect();
            Link up = link;
            if (up != null) {
                state = "connected to " + broker;
                if (failing) {
                    told.accept("mqtt: " + state + " again");
                }
                failing = false;
                problem = stay(up);
            }
            if (closing) {
                break;
            }
            state = "no connection to " + broker + ": " + problem;
            if (!failing) {
                told.accept("mqtt: " + state + "; trying again");
            }
            failing = true;
            if (up != null && System.nanoTime() - startNs > LASTED_NS) {
                backoff.reset();
            }
            pause(backoff.nextMs());
        }
        state = "closed";
    }

    /** Tries once; sets {@link #link} and returns null where it succeeds, else why not. */
    private @Nullable String connect() {
        // Paho's loggers are made with its first classes; its choice of logger is global
        LoggerFactory.setLogger(QuietLogger.class.getName());
        SSLSocketFactory factory = broker.tls() && tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls;
        Link fresh = new Link(broker, mqtt.clientId(), new BrokerSockets(broker.tls() ? factory : null), wake::release);
        connecting = fresh;
        String problem = closing ? "closing" : fresh.connect(opening(), ConnectOptions.WAIT_NS);
        connecting = null;
        if (problem != null) {
            fresh.cut();
            return problem;
        }
        announce(fresh);
        link = fresh;
        return null;
    }

    /** Waits for the end of the connection, or ours; returns why it ended. */
    private String stay(Link up) {
        while (!closing && up.end() == null) {
            wake.acquireUninterruptibly();
        }
        link = null;
        if (up.end() == null) {
            Receipt stopped = up.publish(mqtt.statusTopic(), Messages.status(status.stopped(epoch, wallNs())));
            // without its acknowledgement the broker may not have it: then its word is the will
            if (stopped.await(STOPPED_NS) && stopped.problem() == null) {
                up.leave(LEAVE_NS);
            }
        }
        up.cut();
        String end = up.end();
        return end == null ? "closed" : end;
    }

    private void announce(Link to) {
        to.publish(mqtt.statusTopic(), Messages.status(status.online(epoch, wallNs())));
    }

    private MqttConnectionOptions opening() {
        MqttMessage will = Messages.status(status.offline(epoch));
        return ConnectOptions.of(credentials, mqtt.statusTopic(), will);
    }

    private void pause(long waitMs) {
        long endNs = System.nanoTime() + waitMs * 1_000_000;
        long leftNs = endNs - System.nanoTime();
        while (!closing && leftNs > 0) {
            try {
                wake.tryAcquire(leftNs, NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            leftNs = endNs - System.nanoTime();
        }
    }

    /** The connector's threads and, by inheritance, Paho's: nonsense from a broker ends its receiver without a word. */
    private final class ClientThreads extends ThreadGroup {
        ClientThreads() {
            super("mqtt");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            Link up = link;
            Link failed = up == null ? connecting : up;
            if (thread == connector || failed == null) {
                super.uncaughtException(thread, thrown);
            } else {
                failed.clientFailed(thrown);
            }
        }
    }

    /** Loads the classes of a send here, so that the first decision does not wait for them. */
    private void warmUp() {
        Decision d = new Decision(template.size(), 1, 1, dofNames.size());
        d.sampleCount = 1;
        d.stampNs = 1;
        Messages.decision(d, new DecisionJson(template, dofNames).encode(d), 0);
    }

    /** Wall-clock time for people; no decision depends on it. */
    private static long wallNs() {
        return System.currentTimeMillis() * 1_000_000;
    }
}
