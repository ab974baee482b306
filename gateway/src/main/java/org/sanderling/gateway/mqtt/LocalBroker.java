package org.sanderling.gateway.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A mosquitto of our own on the loopback interface, for the demo and for tests: anonymous, nothing kept on disk.
 *
 * <p>It ends with {@link #close()}; if this process dies without it, even by SIGKILL, a shell that waits on a pipe from it
 * ends the broker and deletes its files.
 */
public final class LocalBroker implements AutoCloseable {
    private static final long START_NS = 5_000_000_000L;
    private static final int TRIES = 3;

    private final Path directory;
    private final int port;
    private final Process broker;
    private final Process watcher;

    private LocalBroker(Path directory, int port, Process broker, Process watcher) {
        this.directory = directory;
        this.port = port;
        this.broker = broker;
        this.watcher = watcher;
    }

    /**
     * Starts a broker and waits until it accepts connections.
     *
     * @param port on 127.0.0.1; 0 for a free one
     * @throws MissingBroker if there is no mosquitto on the path or in /usr/sbin
     * @throws IOException if it does not come up; the message holds what it said
     */
    public static LocalBroker start(int port) throws IOException {
        return start(port, List.of());
    }

    /** @param options further lines of the configuration, for the listener */
    static LocalBroker start(int port, List<String> options) throws IOException {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin";
        Path mosquitto = find(path).orElseThrow(MissingBroker::new);
        for (int attempt = 1; ; attempt++) {
            try {
                // a free port may be taken by another process before mosquitto has it
                return start(mosquitto, port == 0 ? freePort() : port, options);
            } catch (IOException e) {
                if (port != 0 || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static LocalBroker start(Path mosquitto, int port, List<String> options) throws IOException {
        // mosquitto would end, but only after the other process has answered in its place
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            free.setReuseAddress(true);
        } catch (BindException e) {
            throw new IOException("127.0.0.1:" + port + " is in use by another process; choose another port", e);
        }
        Path directory = Files.createTempDirectory("sanderling-broker");
        Path configuration = directory.resolve("mosquitto.conf");
        Path said = directory.resolve("mosquitto.log");
        Files.writeString(
                configuration,
                "per_listener_settings false\nallow_anonymous true\npersistence false\nset_tcp_nodelay true\n"
                        + "log_dest stderr\nlog_type error\nlog_type warning\nlistener " + port + " 127.0.0.1\n"
                        + String.join("\n", options) + "\n");
        Process broker = new ProcessBuilder(mosquitto.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Process watcher = new ProcessBuilder(
                        "sh", "-c", "read -r _; kill -9 $0; rm -rf \"$1\"", Long.toString(broker.pid()), "" + directory)
                .start();
        LocalBroker started = new LocalBroker(directory, port, broker, watcher);
        long startNs = System.nanoTime();
        while (!accepts(port)) {
            if (!broker.isAlive() || System.nanoTime() - startNs > START_NS) {
                String why = Files.readString(said).strip().replace('\n', ';');
                started.close();
                throw new IOException("mosquitto did not come up on 127.0.0.1:" + port + ": " + why);
            }
        }
        return started;
    }

    static Optional<Path> find(String path) {
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean accepts(int port) throws IOException {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for mosquitto", interrupted);
            }
            return false;
        }
    }

    /** What a deployment's {@code outputs.mqtt.uri} takes. */
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Its process, for tests that stop or kill it. */
    long pid() {
        return broker.pid();
    }

    /** Where its files are. */
    Path directory() {
        return directory;
    }

    /** Ends the broker and deletes its files; waits until both is done. */
    @Override
    public void close() {
        try {
            // before the broker: a watcher that outlived it could kill whoever gets its process id
            watcher.destroyForcibly().waitFor();
            broker.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
