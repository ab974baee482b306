package org.sanderling.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.sanderling.recording.mcap.ConformanceForm;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.mcap.McapRecord;
import org.sanderling.recording.mcap.RecordScan;
import org.sanderling.recording.mcap.RecordingInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recording info|records|rosbag2 BAG}. */
@Command(
        name = "recording",
        mixinStandardHelpOptions = true,
        description = "What is in a recording.",
        subcommands = {RecordingCommand.Info.class, RecordingCommand.Records.class, RecordingRosbag2.class})
final class RecordingCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: info, records or rosbag2");
    }

    private static Object orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Channels, rates, duration; reads all of it and checks every CRC.")
    static final class Info implements Callable<Integer> {
        @Mixin
        Output output;

        @Parameters(paramLabel = "BAG", description = "an MCAP file")
        Path bag;

        @Override
        public Integer call() {
            RecordingInfo info;
            try (McapReader reader = McapReader.open(bag)) {
                info = RecordingInfo.of(reader);
            } catch (McapException e) {
                throw new ExitCodes.BadInput(e.getMessage());
            }
            Map<String, Object> o = output.envelope();
            o.put("channels", info.channels().stream().map(Info::form).toList());
            o.put("durationS", info.messages() == 0 ? null : info.durationS());
            o.put("chunks", info.chunks());
            o.put("compression", info.compression());
            o.put("indexed", info.indexed());
            o.put("truncatedAt", orNull(info.truncatedAt()));
            output.print(o, plain(info));
            return ExitCodes.DONE;
        }

        private static Map<String, Object> form(RecordingInfo.ChannelInfo c) {
            Map<String, Object> channel = new LinkedHashMap<>();
            channel.put("topic", c.topic());
            channel.put("schema", c.schema());
            channel.put("encoding", c.encoding());
            channel.put("messages", c.messages());
            channel.put("hz", c.hz());
            return channel;
        }

        private String plain(RecordingInfo info) {
            StringBuilder text = new StringBuilder();
            text.append(String.format(
                    Locale.ROOT,
                    "%s: %.3f s, %d messages, %d chunks (%s), %s%n",
                    bag,
                    info.durationS(),
                    info.messages(),
                    info.chunks(),
                    info.compression(),
                    info.indexed() ? "indexed" : "not indexed"));
            info.truncatedAt()
                    .ifPresent(at -> text.append("cut short: read up to byte ")
                            .append(at)
                            .append('\n'));
            for (RecordingInfo.ChannelInfo c : info.channels()) {
                String hz = Double.isFinite(c.hz()) ? String.format(Locale.ROOT, "%.2f", c.hz()) : "-";
                text.append(String.format(
                        Locale.ROOT,
                        "  %-32s %8d  %8s Hz  %s (%s)%n",
                        c.topic(),
                        c.messages(),
                        hz,
                        c.schema(),
                        c.encoding()));
            }
            return text.toString().stripTrailing();
        }
    }

    @Command(
            name = "records",
            mixinStandardHelpOptions = true,
            description = "Every record, in the JSON form of the MCAP conformance suite.")
    static final class Records implements Callable<Integer> {
        @Mixin
        Output output;

        @Parameters(paramLabel = "BAG", description = "an MCAP file")
        Path bag;

        @Override
        public Integer call() {
            try (McapReader reader = McapReader.open(bag)) {
                // Read once before a line is printed: what is damaged must not leave half an object behind.
                RecordScan check = reader.records();
                check.forEachRemaining(r -> {});
                print(reader, check.truncatedAt());
            } catch (McapException e) {
                throw new ExitCodes.BadInput(e.getMessage());
            }
            return ExitCodes.DONE;
        }

        private void print(McapReader reader, OptionalLong truncatedAt) {
            PrintWriter out = output.spec.commandLine().getOut();
            if (output.json) {
                Map<String, Object> o = output.envelope();
                o.put("truncatedAt", orNull(truncatedAt));
                String head = Json.write(o);
                // One record at a time: a recording need not fit into memory.
                out.print(head.substring(0, head.length() - 1) + ",\"records\":[");
            }
            RecordScan scan = reader.records();
            boolean first = true;
            while (scan.hasNext()) {
                McapRecord record = scan.next();
                Map<String, Object> form = ConformanceForm.of(record).orElse(null);
                if (form != null) {
                    out.print(output.json ? (first ? "" : ",") + Json.write(form) : plain(scan.offset(), form));
                    first = false;
                }
            }
            if (output.json) {
                out.println("]}");
            } else if (truncatedAt.isPresent()) {
                out.println("cut short: read up to byte " + truncatedAt.getAsLong());
            }
            out.flush();
        }

        private static String plain(long offset, Map<String, Object> form) {
            StringBuilder line = new StringBuilder(String.format("%12d %-16s", offset, form.get("type")));
            for (Object pair : (List<?>) form.get("fields")) {
                List<?> field = (List<?>) pair;
                Object value = field.get(1) instanceof List<?> bytes ? bytes.size() + " bytes" : field.get(1);
                line.append(' ').append(field.get(0)).append('=').append(value);
            }
            return line.append(System.lineSeparator()).toString();
        }
    }
}
