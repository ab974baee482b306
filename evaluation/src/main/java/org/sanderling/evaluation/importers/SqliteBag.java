package org.sanderling.evaluation.importers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * A file of a bag in rosbag2's SQLite storage: tables {@code topics} and {@code messages}, from schema version 4 on also
 * {@code message_definitions} (ros2/rosbag2, rosbag2_storage_sqlite3). It is only read, and nothing in it is run.
 */
final class SqliteBag {
    private static final int MAX_MESSAGE_BYTES = 256 << 20;

    private final Path file;
    private final SkipCount skipped;
    private final BagSink sink;
    private final Map<Long, BagTopic> topics = new HashMap<>();
    private final Set<Long> otherTopics = new HashSet<>();

    private SqliteBag(Path file, SkipCount skipped, BagSink sink) {
        this.file = file;
        this.skipped = skipped;
        this.sink = sink;
    }

    static void read(Path file, SkipCount skipped, BagSink sink) {
        new SqliteBag(file, skipped, sink).read();
    }

    private void read() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(MAX_MESSAGE_BYTES));
        try (Connection bag = config.createConnection("jdbc:sqlite:" + address());
                Statement statement = bag.createStatement()) {
            // A view or trigger of a stranger's schema must not call functions that do more than compute.
            statement.execute("PRAGMA trusted_schema = OFF");
            Set<String> tables = column(statement, "SELECT name FROM sqlite_master WHERE type = 'table'", "name");
            if (!tables.contains("topics") || !tables.contains("messages")) {
                throw new ImportException(file + ": has no tables `topics` and `messages`; is this a rosbag2 bag?");
            }
            topics(statement, tables.contains("message_definitions"));
            messages(statement);
        } catch (SQLException e) {
            throw new ImportException(file + ": cannot be read as SQLite: " + WholeFile.firstLine(e), e);
        }
    }

    /** Never creates files beside it; but where a journal is beside it, that belongs to it. */
    private String address() {
        boolean journal = Files.exists(Path.of(file + "-wal"));
        return file.toAbsolutePath().toUri() + (journal ? "?mode=ro" : "?mode=ro&immutable=1");
    }

    private void topics(Statement statement, boolean definitions) throws SQLException {
        Set<String> columns = column(statement, "PRAGMA table_info(topics)", "name");
        boolean hash = columns.contains("type_description_hash");
        boolean qos = columns.contains("offered_qos_profiles");
        String query = String.format(
                Locale.ROOT,
                "SELECT t.id, t.name, t.type, t.serialization_format, %s AS qos, %s AS hash, %s FROM topics t %s ORDER BY t.id",
                qos ? "t.offered_qos_profiles" : "NULL",
                hash ? "t.type_description_hash" : "NULL",
                definitions
                        ? "d.encoding, d.encoded_message_definition AS definition"
                        : "NULL AS encoding, NULL AS definition",
                definitions
                        ? "LEFT JOIN message_definitions d ON t.type IN (d.topic_type, d.topic_type || '_Event')"
                        : "");
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                long id = rows.getLong("id");
                String name = rows.getString("name");
                String type = rows.getString("type");
                if (topics.containsKey(id) || otherTopics.contains(id)) {
                    continue;
                }
                if (name == null || type == null || !"cdr".equals(rows.getString("serialization_format"))) {
                    otherTopics.add(id);
                    continue;
                }
                BagTopic topic = BagTopic.of(
                        name,
                        type,
                        rows.getString("encoding"),
                        rows.getString("definition"),
                        rows.getString("qos"),
                        rows.getString("hash"));
                topics.put(id, topic);
                sink.topic(topic);
            }
        }
    }

    private void messages(Statement statement) throws SQLException {
        Map<Long, Long> sequences = new HashMap<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT topic_id, timestamp, data FROM messages ORDER BY timestamp, id")) {
            while (rows.next()) {
                long id = rows.getLong(1);
                BagTopic topic = topics.get(id);
                byte @Nullable [] data = topic == null ? null : rows.getBytes(3);
                if (topic == null || data == null) {
                    skipped.add(otherTopics.contains(id) ? Skip.NOT_CDR : Skip.NO_TOPIC);
                    continue;
                }
                long sequence = sequences.merge(id, 1L, Long::sum) - 1;
                long timeNs = rows.getLong(2);
                sink.message(topic, sequence, timeNs, timeNs, data);
            }
        }
    }

    private static Set<String> column(Statement statement, String query, String column) throws SQLException {
        Set<String> values = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(column)));
            }
        }
        return values;
    }
}
