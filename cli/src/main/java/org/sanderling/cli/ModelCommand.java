package org.sanderling.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model check|list}. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Model directories: checked against their graphs, or listed with their measured quality.",
        subcommands = {ModelCheckCommand.class, ModelListCommand.class})
final class ModelCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "model needs one of: check, list");
    }
}
