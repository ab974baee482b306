package org.sanderling.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tokens of the chunks in a file. */
@Command(name = "encode", mixinStandardHelpOptions = true, description = "Tokens of each chunk, in emission order.")
final class TokenizeEncode implements Callable<Integer> {
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
            output.print(json, spool.lines());
            output.say(file.summary());
            file.warn(output);
        }
        return ExitCodes.DONE;
    }
}
