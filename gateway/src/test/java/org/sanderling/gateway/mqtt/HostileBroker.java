package org.sanderling.gateway.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Answers every CONNECT with given bytes, and hangs up soon after. */
final class HostileBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private final ServerSocket listener;
    private final IntFunction<byte[]> answer;
    private final long holdMs;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger spokenTo = new AtomicInteger();
    private final AtomicInteger goneFirst = new AtomicInteger();

    /** @param answer to the n-th connection; empty to close it at once */
    HostileBroker(IntFunction<byte[]> answer) throws IOException {
        this(answer, 300);
    }

    /** @param holdMs how long it is silent after its answer before it hangs up */
    HostileBroker(IntFunction<byte[]> answer, long holdMs) throws IOException {
        this.answer = answer;
        this.holdMs = holdMs;
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String uri() {
        return "tcp://127.0.0.1:" + listener.getLocalPort();
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Connections that began with a CONNECT packet, and were answered. */
    int spokenTo() {
        return spokenTo.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                byte[] bytes = answer.apply(connections.getAndIncrement());
                Thread.ofVirtual().start(() -> serve(socket, bytes));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, byte[] bytes) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            if (bytes.length == 0 || in.read() >> 4 != CONNECT) {
                return;
            }
            spokenTo.incrementAndGet();
            out.write(bytes);
            TimeUnit.MILLISECONDS.sleep(holdMs);
        } catch (IOException | InterruptedException e) {
            // the client has gone before: as good an end
            goneFirst.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
