package org.sanderling.recording.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanderling.recording.messages.MessageTypes;

/** Against the hashes that genuine ROS 2 ships, and for packages without wheels those that were published. */
class TypeHashTest {
    static List<String> shipped() throws IOException {
        return lines("/ros2-type-hashes.txt");
    }

    static List<String> published() throws IOException {
        return lines("/published-type-hashes.txt");
    }

    @ParameterizedTest
    @MethodSource({"shipped", "published"})
    void shouldAgreeWithGenuineRos(String line) {
        String[] parts = line.split(" ");
        assertThat(MessageTypes.typeHash(parts[0])).contains(parts[1]);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = TypeHashTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .toList();
        }
    }
}
