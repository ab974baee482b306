package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.cdr.CdrFault;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrView;
import org.sanderling.recording.cdr.CdrWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages of random content as genuine ROS 2 Kilted (rclpy 9.1.2, Fast CDR 2.3.3) serialised them: make_vectors.py. */
class GoldenVectorsTest {
    @Test
    void shouldReadWhatGenuineRosWroteAndKeepItsValues() throws IOException, ReflectiveOperationException {
        JsonMapper json = JsonMapper.builder().build();
        Set<String> names = new HashSet<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(GoldenVectorsTest.class.getResourceAsStream("/ros2-vectors.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode vector = json.readTree(line);
                String name = vector.get("name").stringValue();
                byte[] cdr = HexFormat.of().parseHex(vector.get("cdr").stringValue());
                names.add(name);
                Message message = MessageSet.type(name).read(new CdrReader(cdr, name));
                JsonValues.assertSame(name, message, vector.get("values"));
                CdrWriter out = new CdrWriter();
                message.write(out);
                // Genuine ROS 2 fills the payload up to its estimate of the size.
                assertThat(out.size()).as(name).isLessThanOrEqualTo(cdr.length);
                Message again = MessageSet.type(name).read(new CdrReader(out.toByteArray(), name));
                JsonValues.assertSame(name, again, vector.get("values"));
                if (name.contains("/msg/")) {
                    CdrView view = ViewValues.viewOf(message.getClass());
                    assertThat(view.wrap(MemorySegment.ofArray(cdr), 0, cdr.length))
                            .isEqualTo(CdrFault.NONE);
                    ViewValues.assertSame(message, view);
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(260).contains("nav_msgs/msg/Odometry", "test_msgs/msg/WStrings");
    }
}
