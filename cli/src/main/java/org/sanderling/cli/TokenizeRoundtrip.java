package org.sanderling.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What tokens lose. */
@Command(
        name = "roundtrip",
        mixinStandardHelpOptions = true,
        description = "Encodes each chunk, decodes it again and says how far that is from the file.")
final class TokenizeRoundtrip implements Callable<Integer> {
    @Mixin
    Output output = new Output();

    @Option(names = "--spec", required = true, paramLabel = "SPEC.yaml", description = "the tokenizer")
    Path specFile;

    @Parameters(paramLabel = "IN.csv", description = "a header with the DoFs' names, a row a sample")
    Path csv;

    @Override
    public Integer call() {
        TokenizedFile file = TokenizedFile.encode(specFile, csv);
        Map<String, Object> json = output.envelope();
        file.describe(json);
        output.print(json, file.table() + System.lineSeparator() + file.summary());
        return ExitCodes.DONE;
    }
}
