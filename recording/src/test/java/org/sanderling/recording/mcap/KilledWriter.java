package org.sanderling.recording.mcap;

import java.nio.file.Path;

/** Writes messages until it is killed; says on standard output how many are flushed. */
final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] args) {
        McapWriter writer = McapWriter.create(Path.of(args[0]), Samples.options(Compression.ZSTD));
        Samples.Channels channels = Samples.Channels.in(writer);
        for (int i = 0; ; i++) {
            channels.write(writer, i);
            if (i % 3 == 2) {
                writer.flush();
                System.out.println(i + 1);
            }
        }
    }
}
