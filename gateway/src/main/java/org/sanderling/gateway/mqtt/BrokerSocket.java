package org.sanderling.gateway.mqtt;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a broker, plain or TLS, as Paho needs it but as its own sockets are not: without Nagle's algorithm
 * (40 ms on small messages), with a small send buffer (a broker that hangs is noticed after seconds of decisions, not
 * minutes), guarded by {@link PacketGuard}, and never failing to a reader before the first byte was written: Paho 1.2.5
 * waits for ever on a receiver that ends before it saw it running (its issue 763).
 *
 * <p>Any thread may {@link #close()} it, also while another connects, reads or writes; it never blocks.
 */
final class BrokerSocket extends Socket {
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private final Socket wire = new Socket();
    private final @Nullable SSLSocketFactory tls;
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile Socket stream = wire;
    private volatile int readTimeoutMs = 1000;

    /** @param tls null for a plain connection */
    BrokerSocket(@Nullable SSLSocketFactory tls) {
        this.tls = tls;
    }

    @Override
    public void connect(SocketAddress broker, int timeoutMs) throws IOException {
        wire.setTcpNoDelay(true);
        wire.setKeepAlive(true);
        wire.setSendBufferSize(SEND_BUFFER_BYTES);
        wire.connect(broker, timeoutMs);
        if (tls != null) {
            InetSocketAddress peer = (InetSocketAddress) broker;
            wire.setSoTimeout(timeoutMs);
            SSLSocket secured = (SSLSocket) tls.createSocket(wire, peer.getHostString(), peer.getPort(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            stream = secured;
        }
    }

    @Override
    public void setSoTimeout(int timeoutMs) throws SocketException {
        readTimeoutMs = timeoutMs;
        wire.setSoTimeout(timeoutMs);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new PacketGuard(new AfterGreeting(stream.getInputStream()));
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new Greeting(stream.getOutputStream());
    }

    @Override
    public void shutdownInput() throws IOException {
        close();
    }

    /** Closes the wire below TLS: a farewell to a broker that hangs would block. */
    @Override
    public void close() throws IOException {
        greeted.countDown();
        wire.close();
    }

    /** Writes, and notes the first byte; Paho's receiver, sender and callback threads all run by then. */
    private final class Greeting extends FilterOutputStream {
        Greeting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int next) throws IOException {
            greeted.countDown();
            out.write(next);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            greeted.countDown();
            out.write(from, offset, length);
        }
    }

    /** Times out, as an idle socket does, until the client has spoken; a broker may not speak before. */
    private final class AfterGreeting extends InputStream {
        private final InputStream in;

        AfterGreeting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            await();
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            await();
            return in.read(into, offset, length);
        }

        @Override
        public int available() throws IOException {
            return greeted.getCount() > 0 ? 0 : in.available();
        }

        private void await() throws IOException {
            try {
                if (!greeted.await(readTimeoutMs, TimeUnit.MILLISECONDS)) {
                    throw new SocketTimeoutException("nothing was sent yet");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }
}
