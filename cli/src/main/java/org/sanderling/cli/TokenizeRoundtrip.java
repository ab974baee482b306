package org.sanderling.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What tokens lose. */
@Command(
        name = "roundtrip",
        mixinStandardHelpOptions = true,
        description = "Encodes each chunk, decodes it again and says how far that is from the file.")
final class TokenizeRoundtrip implements Callable<Integer> {
    @Mixin
    Output output = new Output();

    @Mixin
    TokenSource source = new TokenSource();

    @Override
    public Integer call() throws IOException {
        try (ChunkSpool spool = new ChunkSpool(source.spec(), output.json)) {
            TokenizedFile file = ChunkEncoder.encode(source, spool);
            Map<String, Object> json = output.envelope();
            file.describe(json, spool);
            output.print(json, file.table() + System.lineSeparator() + file.summary());
            file.warn(output);
        }
        return ExitCodes.DONE;
    }
}
