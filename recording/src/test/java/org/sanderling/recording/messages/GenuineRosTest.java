package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random content of every message both ways against genuine ROS 2 serialisation: with {@code --soak}, where its wheels
 * can be installed (Python 3.12; 280 MB under target/), and from then on; elsewhere the golden vectors stand for it.
 */
class GenuineRosTest {
    private static final Path SCRIPTS = Path.of("src/test/python/ros2").toAbsolutePath();
    private static final Path ENVIRONMENT = Path.of("target/genuine-ros2").toAbsolutePath();
    private static final int ROUNDS = 3;

    @Test
    void shouldExchangeRandomMessagesWithGenuineRos()
            throws IOException, InterruptedException, ReflectiveOperationException {
        assumeTrue(
                Files.exists(ENVIRONMENT.resolve("installed.txt")) || Boolean.getBoolean("sanderling.soak"),
                "genuine ROS 2 is installed (280 MB) and tested against with --soak; the golden vectors stand for it");
        Process setup = new ProcessBuilder("bash", SCRIPTS.resolve("setup.sh").toString(), ENVIRONMENT.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = setup.waitFor();
        assumeTrue(status != 3, said);
        assertThat(status).as(said).isZero();

        long seed = System.nanoTime();
        Process peer = new ProcessBuilder(
                        ENVIRONMENT.resolve("bin/python").toString(),
                        SCRIPTS.resolve("exchange.py").toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exchanged = 0;
        try (BufferedWriter out = peer.outputWriter(StandardCharsets.UTF_8);
                BufferedReader in = peer.inputReader(StandardCharsets.UTF_8)) {
            for (String name : MessageSet.messages()) {
                for (int i = 0; i < ROUNDS; i++) {
                    exchanged += exchange(name, seed + i, out, in) ? 1 : 0;
                }
            }
        } finally {
            peer.destroy();
        }
        assertThat(exchanged).as("seed %d", seed).isGreaterThan(260 * ROUNDS);
    }

    private static boolean exchange(String name, long seed, BufferedWriter out, BufferedReader in)
            throws IOException, ReflectiveOperationException {
        MessageType<?> type = MessageSet.type(name);
        byte[] payload = RandomPayload.of(name, ByteOrder.LITTLE_ENDIAN, seed);
        Message ours = type.read(new CdrReader(payload, name));
        CdrWriter cdr = new CdrWriter();
        ours.write(cdr);
        out.write("{\"name\": \"" + name + "\", \"cdr\": \"" + HexFormat.of().formatHex(cdr.bytes(), 0, cdr.size())
                + "\"}\n");
        out.flush();
        String line = in.readLine();
        assertThat(line)
                .as("%s: genuine ROS 2 refused %s, seed %d", name, ours, seed)
                .isNotNull();
        JsonNode answer = JsonMapper.builder().build().readTree(line);
        if (answer.has("absent")) {
            return false;
        }
        JsonValues.assertSame(name, ours, answer.get("values"));
        byte[] theirs = HexFormat.of().parseHex(answer.get("cdr").stringValue());
        JsonValues.assertSame(name, type.read(new CdrReader(theirs, name)), answer.get("random"));
        return true;
    }
}
