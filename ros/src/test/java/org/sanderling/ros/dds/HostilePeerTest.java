package org.sanderling.ros.dds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.definition.Definition;
import org.sanderling.recording.definition.Definitions;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.sensor_msgs.msg.JointState;
import org.sanderling.recording.messages.std_msgs.msg.Header;

/** Payloads that are no message, as the C library gets them: refused or a message that can be read, never a crash. */
class HostilePeerTest {
    private static final int PAYLOADS = 200_000;
    private static final int DOMAIN = 200 + (int) (ProcessHandle.current().pid() % 30);
    private static final String CONFIGURATION = "<CycloneDDS><Domain><General><Interfaces><NetworkInterface name=\"lo\""
            + " multicast=\"false\"/></Interfaces><AllowMulticast>false</AllowMulticast></General></Domain></CycloneDDS>";
    private static final String TYPE = "sensor_msgs::msg::dds_::JointState_";
    private static final Quality QUALITY =
            new Quality(true, false, 100, 100, 100_000_000L, Dds.FOREVER_NS, Dds.FOREVER_NS, false, Dds.FOREVER_NS);

    @Test
    void shouldRefuseOrReadWhateverComes() {
        Dds dds = library();
        byte[] good = message();
        Random random = new Random(7);
        int refused = 0;
        int taken = 0;
        try (Participant participant = new Participant(dds, DOMAIN, CONFIGURATION, "")) {
            int topic = participant.topic("rt/joints", TYPE, JointState.SCHEMA, definitions());
            Writer writer = new Writer(participant, topic, "/joints", QUALITY, "");
            Reader reader = new Reader(participant, topic, "/joints", QUALITY, "");
            for (int i = 0; i < PAYLOADS; i++) {
                byte[] payload = changed(good, random);
                try {
                    writer.write(payload, payload.length);
                } catch (RosException e) {
                    refused++;
                    continue;
                }
                assertThat(reader.take()).isTrue();
                read(reader);
                taken++;
            }
        }
        assertThat(refused).isGreaterThan(PAYLOADS / 10);
        assertThat(taken).isGreaterThan(PAYLOADS / 100);
    }

    /** A peer whose type of the same name is octets: what it sends is anything at all. */
    @Test
    void shouldSurviveAPeerThatLiesAboutItsType() throws InterruptedException {
        Dds dds = library();
        byte[] good = message();
        Random random = new Random(11);
        int body = good.length - 4;
        int[] octets = {1 << 24 | 8 << 16 | 1 << 8, 0, body, 0};
        int taken = 0;
        try (Participant peer = new Participant(dds, DOMAIN, CONFIGURATION, "");
                Participant ours = new Participant(dds, DOMAIN, CONFIGURATION, "")) {
            Writer writer = new Writer(peer, peer.topic("rt/joints", TYPE, body, octets), "/joints", QUALITY, "");
            int topic = ours.topic("rt/joints", TYPE, JointState.SCHEMA, definitions());
            Reader reader = new Reader(ours, topic, "/joints", QUALITY, "");
            for (int i = 0; i < 500 && writer.matched() + reader.matched() < 2; i++) {
                Thread.sleep(10);
            }
            assertThat(reader.matched()).as("matched").isEqualTo(1);
            for (int i = 0; i < 20_000; i++) {
                byte[] payload = good.clone();
                for (int k = i == 0 ? 0 : 1 + random.nextInt(6); k > 0; k--) {
                    payload[4 + random.nextInt(body)] = (byte) random.nextInt(256);
                }
                writer.write(payload, payload.length);
                while (reader.take()) {
                    read(reader);
                    taken++;
                }
            }
        }
        assertThat(taken).as("some are messages after all").isPositive().isLessThan(20_000);
    }

    private static void read(Reader reader) {
        try {
            JointState.read(new CdrReader(reader.bytes(), 0, reader.size(), JointState.SCHEMA));
        } catch (CdrException e) {
            assertThat(e.getMessage()).hasLineCount(1);
        }
    }

    private static byte[] message() {
        double[] three = {1, 2, 3};
        CdrWriter cdr = new CdrWriter();
        new JointState(Header.defaults().withFrameId("base"), List.of("a", "bb", "ccc"), three, three, new double[0])
                .write(cdr);
        byte[] bytes = cdr.toByteArray();
        return java.util.Arrays.copyOf(bytes, bytes.length + (-bytes.length & 3));
    }

    /** Cut, with bytes and lengths changed, or with another header. */
    private static byte[] changed(byte[] good, Random random) {
        byte[] payload = good.clone();
        for (int k = random.nextInt(4); k > 0; k--) {
            payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(3) == 0) {
            int at = 4 * random.nextInt(payload.length / 4);
            int[] lengths = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 16, random.nextInt()};
            ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).putInt(at, lengths[random.nextInt(lengths.length)]);
        }
        return random.nextInt(2) == 0 ? payload : java.util.Arrays.copyOf(payload, random.nextInt(payload.length + 1));
    }

    private static Map<String, Definition> definitions() {
        Definitions definitions = new Definitions();
        String text = MessageSchemas.text(JointState.SCHEMA);
        definitions.add(JointState.SCHEMA, text.substring(0, text.indexOf("====")), JointState.SCHEMA);
        for (String nested : List.of("std_msgs/msg/Header", "builtin_interfaces/msg/Time")) {
            String whole = MessageSchemas.text(nested);
            int end = whole.indexOf("====");
            definitions.add(nested, end < 0 ? whole : whole.substring(0, end), nested);
        }
        return definitions.closure(JointState.SCHEMA);
    }

    private static Dds library() {
        try {
            return DdsLibrary.open();
        } catch (MissingDdsException e) {
            return abort(e.getMessage());
        }
    }
}
