package org.sanderling.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tokens of the chunks in a file. */
@Command(name = "encode", mixinStandardHelpOptions = true, description = "Tokens of each chunk, in emission order.")
final class TokenizeEncode implements Callable<Integer> {
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
        output.print(
                json,
                file.chunks().stream()
                        .map(c -> Arrays.stream(c.tokens())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(System.lineSeparator())));
        output.say(file.summary());
        return ExitCodes.DONE;
    }
}
