package org.sanderling.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Action tokens. */
@Command(
        name = "tokenize",
        mixinStandardHelpOptions = true,
        description = "Actions in a comma-separated file or a recording to tokens and back.",
        subcommands = {
            TokenizeEncode.class,
            TokenizeDecode.class,
            TokenizeRoundtrip.class,
            TokenizeCalibrate.class,
            TokenizePlot.class
        })
final class TokenizeCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "tokenize needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
