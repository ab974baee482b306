package org.sanderling.evaluation.importers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sanderling.recording.cdr.CdrWriter;
import org.sanderling.recording.mcap.Compression;
import org.sanderling.recording.mcap.McapWriter;
import org.sanderling.recording.mcap.WriterOptions;
import org.sanderling.recording.messages.Message;
import org.sanderling.recording.messages.MessageSchemas;
import org.sanderling.recording.messages.builtin_interfaces.msg.Time;
import org.sanderling.recording.messages.sanderling_msgs.msg.NormalizedControl;
import org.sanderling.recording.messages.sensor_msgs.msg.CompressedImage;
import org.sanderling.recording.messages.std_msgs.msg.Header;

/**
 * Makes a recording of a Donkeycar drive: its JPEGs as they are, and the driver's commands. The same drive gives the same
 * bytes.
 *
 * <p>Frame i is stamped 1,600,000,000 s + i × 50 ms (Donkeycar keeps no sensor time, its default rate is 20 Hz), so that
 * a missing index is a gap in time; i is also the MCAP sequence number. A row that cannot be used is left out, counted
 * by its reason.
 */
public final class DonkeycarImport {
    public static final String IMAGE_TOPIC = "/camera/image/compressed";
    public static final String COMMAND_TOPIC = "/driver/command";

    /** Stamp of index 0, ns since 1970-01-01T00:00Z. */
    public static final long START_NS = 1_600_000_000_000_000_000L;

    /** Time between two indexes, ns. */
    public static final long PERIOD_NS = 50_000_000L;

    /** The last stamp that ROS 2 seconds (int32) can hold. */
    static final long MAX_INDEX = (Integer.MAX_VALUE * 1_000_000_000L - START_NS) / PERIOD_NS;

    private static final int MAX_IMAGE_BYTES = 32 << 20;

    private final Path source;
    private final Progress progress;
    private final SkipCount skipped = new SkipCount();
    private final CdrWriter cdr = new CdrWriter();

    private DonkeycarImport(Path source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    /**
     * Imports the drive in the folder {@code source}. {@code target} appears when it is whole, or not at all; one that was
     * there is replaced.
     *
     * @throws ImportException when the source is no such drive, no row of it can be used, or the target cannot be written
     */
    public static ImportResult run(Path source, Path target, Progress progress) {
        if (!Files.isDirectory(source)) {
            throw new ImportException(source + ": no such folder");
        }
        DonkeycarImport drive = new DonkeycarImport(source, progress);
        return WholeFile.write(target, partial -> {
            ImportResult result = drive.write(DonkeycarTub.rows(source, drive.skipped), partial);
            if (result.messages() == 0) {
                throw new ImportException(source + ": no row can be used; skipped " + result.skipped());
            }
            return result;
        });
    }

    private ImportResult write(List<TubRow> rows, Path file) {
        long done = 0;
        long messages = 0;
        long firstNs = 0;
        long lastNs = 0;
        // JPEGs do not compress: the chunks stay as they are.
        WriterOptions options =
                WriterOptions.defaults().withCompression(Compression.NONE).withChunkNs(1_000_000_000L);
        try (McapWriter writer = McapWriter.create(file, options)) {
            writer.metadata(
                    "import", new TreeMap<>(Map.of("format", "donkeycar", "periodNs", Long.toString(PERIOD_NS))));
            int images = channel(writer, IMAGE_TOPIC, CompressedImage.SCHEMA);
            int commands = channel(writer, COMMAND_TOPIC, NormalizedControl.SCHEMA);
            for (TubRow row : rows) {
                progress.at(done++, rows.size());
                Optional<byte[]> jpeg = commandUsable(row) ? image(row) : Optional.empty();
                if (jpeg.isEmpty()) {
                    continue;
                }
                long stampNs = START_NS + row.index() * PERIOD_NS;
                firstNs = messages == 0 ? stampNs : firstNs;
                lastNs = stampNs;
                Time stamp = Time.ofNanos(stampNs);
                put(
                        writer,
                        images,
                        row.index(),
                        stampNs,
                        new CompressedImage(new Header(stamp, "camera"), "jpeg", jpeg.get()));
                put(
                        writer,
                        commands,
                        row.index(),
                        stampNs,
                        new NormalizedControl(new Header(stamp, ""), (float) row.steering(), (float) row.throttle()));
                messages += 2;
            }
        }
        return new ImportResult(messages, 2, (lastNs - firstNs) / 1e9, skipped.byReason());
    }

    private static int channel(McapWriter writer, String topic, String schemaName) {
        byte[] definition = MessageSchemas.text(schemaName).getBytes(StandardCharsets.UTF_8);
        int schema = writer.addSchema(schemaName, MessageSchemas.SCHEMA_ENCODING, definition);
        return writer.addChannel(topic, schema, MessageSchemas.MESSAGE_ENCODING, Map.of());
    }

    private void put(McapWriter writer, int channel, long sequence, long stampNs, Message message) {
        message.write(cdr.reset());
        writer.write(channel, sequence, stampNs, stampNs, cdr.bytes(), 0, cdr.size());
    }

    private boolean commandUsable(TubRow row) {
        if (!Double.isFinite(row.steering()) || !Double.isFinite(row.throttle())) {
            skipped.add(Skip.NON_FINITE_COMMAND);
            return false;
        }
        if (Math.abs(row.steering()) > 1 || row.throttle() < 0 || row.throttle() > 1) {
            skipped.add(Skip.COMMAND_OUT_OF_RANGE);
            return false;
        }
        return true;
    }

    private Optional<byte[]> image(TubRow row) {
        Optional<Path> file = DonkeycarTub.inside(source, row.image());
        if (file.isEmpty()) {
            skipped.add(Skip.IMAGE_OUTSIDE);
            return Optional.empty();
        }
        if (!Files.isRegularFile(file.get())) {
            skipped.add(Skip.MISSING_IMAGE);
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            byte[] jpeg = in.readNBytes(MAX_IMAGE_BYTES + 1);
            if (jpeg.length > MAX_IMAGE_BYTES) {
                skipped.add(Skip.LARGE_IMAGE);
            } else if (!isJpeg(jpeg)) {
                skipped.add(Skip.NO_JPEG);
            } else {
                return Optional.of(jpeg);
            }
        } catch (IOException e) {
            skipped.add(Skip.MISSING_IMAGE);
        }
        return Optional.empty();
    }

    /** Starts as a JPEG does (start of image, then a marker); whether it decodes is the decoder's to say. */
    private static boolean isJpeg(byte[] data) {
        return data.length > 3 && data[0] == (byte) 0xFF && data[1] == (byte) 0xD8 && data[2] == (byte) 0xFF;
    }
}
