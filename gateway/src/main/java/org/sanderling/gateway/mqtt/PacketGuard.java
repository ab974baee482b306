package org.sanderling.gateway.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets through only the packets that a client which subscribes to nothing can be sent, and only short ones.
 *
 * <p>Paho 1.2.5 allocates a packet's announced length, up to 256 MB, before it compares it with the maximum that the client
 * has stated, and keeps QoS 2 messages that nobody asked for: a broker gone mad could take the memory of the loop. Here the
 * connection is cut first. Header layout: MQTT 5.0, section 2.1.
 *
 * <p>One thread: the client's receiver.
 */
final class PacketGuard extends FilterInputStream {
    /** Room for a CONNACK, PUBACK or DISCONNECT with its reason and properties, bytes. */
    static final int MOST_BYTES = 8192;

    private static final int ALLOWED = types(2, 4, 13, 14); // CONNACK, PUBACK, PINGRESP, DISCONNECT

    private boolean inLength;
    private int shift;
    private int left;

    PacketGuard(InputStream in) {
        super(in);
    }

    private static int types(int... types) {
        int set = 0;
        for (int type : types) {
            set |= 1 << type;
        }
        return set;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
            pass(next);
        }
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        for (int i = 0; i < count; i++) {
            pass(into[offset + i] & 0xff);
        }
        return count;
    }

    private void pass(int next) throws IOException {
        if (inLength) {
            left |= (next & 0x7f) << shift;
            shift += 7;
            inLength = (next & 0x80) != 0;
            if (left > MOST_BYTES || inLength && shift == 28) {
                throw new IOException("the broker sent a packet of more than " + MOST_BYTES + " bytes");
            }
        } else if (left > 0) {
            left--;
        } else {
            int type = next >> 4;
            if ((ALLOWED & 1 << type) == 0) {
                throw new IOException("the broker sent a packet of type " + type + ", which was not asked for");
            }
            inLength = true;
            shift = 0;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
