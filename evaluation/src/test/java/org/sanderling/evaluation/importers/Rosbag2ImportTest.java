package org.sanderling.evaluation.importers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.mcap.ChannelMessage;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.messages.MessageSchemas;

/** With test bags of rosbag2 itself. */
class Rosbag2ImportTest {
    private static final Path BAGS = Path.of("src/test/resources/rosbag2");

    @TempDir
    Path folder;

    private ImportResult run(Path source) {
        return Rosbag2Import.run(source, folder.resolve("bag.mcap"), Progress.NONE);
    }

    private List<ChannelMessage> messages() {
        try (McapReader reader = McapReader.open(folder.resolve("bag.mcap"))) {
            List<ChannelMessage> messages = new ArrayList<>();
            reader.messages().forEachRemaining(messages::add);
            return messages;
        }
    }

    @Test
    void shouldReadSqliteWithItsOwnDefinitions() {
        ImportResult result = run(BAGS.resolve("sqlite3-talker"));
        assertThat(result.messages()).isEqualTo(20);
        assertThat(result.skipped()).isEmpty();
        List<ChannelMessage> talk =
                messages().stream().filter(m -> m.topic().equals("/topic")).toList();
        McapRecord.Channel channel = talk.getFirst().channel();
        assertThat(channel.metadata()).doesNotContainKey("topic_type_hash");
        assertThat(channel.metadata().get("offered_qos_profiles")).contains("reliability: ");
        assertThat(new String(talk.getFirst().schema().data())).contains("string data");
        for (int i = 0; i < talk.size(); i++) {
            assertThat(talk.get(i).message().sequence()).isEqualTo(i);
            var read = org.sanderling.recording.messages.std_msgs.msg.String.read(
                    new CdrReader(talk.get(i).message().data(), "std_msgs/msg/String"));
            assertThat(read.data()).isEqualTo("Hello, world! " + i);
        }
    }

    @Test
    void shouldGiveTheSameFromBothStorages() {
        run(BAGS.resolve("mcap-bag_with_topics_and_service_events"));
        List<ChannelMessage> mcap = messages();
        run(BAGS.resolve("sqlite3-bag_with_topics_and_service_events"));
        List<ChannelMessage> sqlite = messages();
        assertThat(mcap).hasSize(10);
        assertThat(sqlite)
                .extracting(ChannelMessage::topic)
                .containsExactlyInAnyOrderElementsOf(
                        mcap.stream().map(ChannelMessage::topic).toList());
        assertThat(sqlite)
                .extracting(m -> m.channel().metadata().get("topic_type_hash"))
                .containsExactlyInAnyOrderElementsOf(mcap.stream()
                        .map(m -> m.channel().metadata().get("topic_type_hash"))
                        .toList());
        assertThat(sqlite.getFirst().channel().metadata().get("topic_type_hash"))
                .startsWith("RIHS01_");
        assertThat(sqlite).allSatisfy(m -> assertThat(m.schema().encoding()).isEqualTo("ros2msg"));
    }

    @Test
    void shouldJoinTheFilesOfAFolderWithoutMetadata() {
        ImportResult result = run(BAGS.resolve("mcap-multiple_files"));
        assertThat(result.messages()).isEqualTo(count(BAGS.resolve("mcap-multiple_files")));
        assertThat(result.channels()).isEqualTo(1);
    }

    private static long count(Path folder) {
        long count = 0;
        for (int i = 0; i < 3; i++) {
            try (McapReader reader = McapReader.open(folder.resolve("multiple_files_" + i + ".mcap"))) {
                var messages = reader.messages();
                for (; messages.hasNext(); messages.next()) {
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void shouldKeepMessagesWhoseDefinitionNobodyKnows() {
        ImportResult result = run(BAGS.resolve("sqlite3-test_bag_for_seek"));
        assertThat(result).isEqualTo(new ImportResult(5, 1, 0.4, Map.of()));
        McapRecord.Schema schema = messages().getFirst().schema();
        assertThat(schema.name()).isEqualTo("test_msgs/msg/BasicTypes");
    }

    @Test
    void shouldCompleteADefinitionFromOurs() throws SQLException {
        Path bag = folder.resolve("old.db3");
        sqlite(
                bag,
                "CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT, type TEXT, serialization_format TEXT)",
                "CREATE TABLE messages(id INTEGER PRIMARY KEY, topic_id INTEGER, timestamp INTEGER, data BLOB)",
                "INSERT INTO topics VALUES (1, '/odom', 'nav_msgs/msg/Odometry', 'cdr'), (2, '/x', 'a/msg/B', 'json'),"
                        + " (3, '/new', 'no_msgs/msg/Known', 'cdr')",
                "INSERT INTO messages VALUES (1, 1, 20, x'00010000'), (2, 1, 10, x'0001000001'), (3, 2, 5, x'00'),"
                        + " (4, 9, 5, x'00'), (5, 1, 30, NULL), (6, 3, 40, x'00010000')");
        ImportResult result = run(bag);
        assertThat(result.messages()).isEqualTo(3);
        assertThat(result.skipped()).isEqualTo(Map.of("not serialised as CDR", 1L, "of no topic", 2L));
        List<ChannelMessage> messages = messages();
        assertThat(messages).extracting(m -> m.message().logTimeNs()).containsExactly(10L, 20L, 40L);
        assertThat(new String(messages.getFirst().schema().data()))
                .isEqualTo(MessageSchemas.text("nav_msgs/msg/Odometry"));
        assertThat(messages.getLast().schema().encoding()).isEmpty();
        assertThat(messages.getLast().schema().data()).isEmpty();
    }

    private static void sqlite(Path file, String... statements) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = db.createStatement()) {
            for (String s : statements) {
                statement.execute(s);
            }
        }
    }

    @Test
    void shouldAnswerBadInputInOneLine() throws IOException, SQLException {
        Path db = folder.resolve("other.db3");
        sqlite(db, "CREATE TABLE t(x)");
        assertRefused(db, "has no tables `topics` and `messages`");
        assertRefused(folder.resolve("none"), "no such file or folder");
        Path bag = Files.createDirectories(folder.resolve("bag"));
        assertRefused(bag, "no .mcap or .db3 is there");
        Path metadata = bag.resolve("metadata.yaml");
        Files.writeString(metadata, "a: [");
        assertRefused(bag, "cannot be read as YAML");
        Files.writeString(metadata, "a: 1");
        assertRefused(bag, "relative_file_paths is not there");
        Files.writeString(metadata, "rosbag2_bagfile_information: {relative_file_paths: [../other.db3]}");
        assertRefused(bag, "../other.db3 is not in the bag's folder");
        Files.writeString(metadata, "rosbag2_bagfile_information: {relative_file_paths: [gone.db3]}");
        assertRefused(bag, "gone.db3 cannot be found");
        Path packed = Files.write(folder.resolve("bag.db3.zstd"), new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0});
        assertRefused(packed, "zstd -d");
        byte[] whole = Files.readAllBytes(BAGS.resolve("sqlite3-talker/talker.db3"));
        Path damaged = folder.resolve("damaged.db3");
        Files.write(damaged, Arrays.copyOf(whole, 5000));
        assertRefused(damaged, "cannot be read as SQLite");
        assertThat(folder.resolve("bag.mcap")).doesNotExist();
    }

    private void assertRefused(Path source, String why) {
        assertThatThrownBy(() -> run(source))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
