package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.recording.mcap.McapReader;
import org.sanderling.recording.rosbag2.BagMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code recording rosbag2 BAG -o FOLDER}. */
@Command(
        name = "rosbag2",
        mixinStandardHelpOptions = true,
        description = "A folder that `ros2 bag info` and `ros2 bag play` open: the recording and its metadata.yaml.")
final class RecordingRosbag2 implements Callable<Integer> {
    @Mixin
    Output output;

    @Parameters(paramLabel = "BAG", description = "an MCAP file")
    Path bag;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "the folder to make; must not be there yet, or be empty")
    Path folder;

    @Override
    public Integer call() {
        BagMetadata metadata;
        try (McapReader reader = McapReader.open(bag)) {
            metadata = BagMetadata.of(reader);
        } catch (McapException e) {
            throw new ExitCodes.BadInput(e.getMessage());
        }
        String name = bag.getFileName().toString();
        try {
            Files.createDirectories(folder);
            try (var present = Files.list(folder)) {
                if (present.findAny().isPresent()) {
                    throw new ExitCodes.BadInput(folder + ": is not empty; name a new folder");
                }
            }
            Files.copy(bag, folder.resolve(name));
            // Last: a folder without it is no bag yet.
            Files.writeString(folder.resolve("metadata.yaml"), metadata.yaml(name));
        } catch (IOException e) {
            throw new ExitCodes.BadInput(folder + ": cannot be written: " + e.getMessage());
        }
        Map<String, Object> o = output.envelope();
        o.put("folder", folder.toString());
        o.put("messages", metadata.messages());
        o.put("topics", metadata.topics());
        output.print(o, String.format("%s: %d messages on %d topics", folder, metadata.messages(), metadata.topics()));
        return ExitCodes.DONE;
    }
}
