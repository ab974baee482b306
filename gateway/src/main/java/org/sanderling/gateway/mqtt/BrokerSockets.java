package org.sanderling.gateway.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the one socket of a connection, and closes it at once when the connection is given up, even while a name is still
 * being looked up: afterwards it makes none, so that no connection comes up behind its successor's back.
 *
 * <p>Any thread.
 */
final class BrokerSockets extends SocketFactory {
    private final @Nullable SSLSocketFactory tls;
    private @Nullable BrokerSocket open;
    private boolean closed;

    BrokerSockets(@Nullable SSLSocketFactory tls) {
        this.tls = tls;
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new SocketException("given up");
        }
        open = new BrokerSocket(tls);
        return open;
    }

    synchronized void close() {
        closed = true;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // a socket that cannot be closed is closed already
                open = null;
            }
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new SocketException("unconnected sockets only");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
