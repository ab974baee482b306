package org.sanderling.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.ConfigException;
import org.sanderling.config.TokenizerSpecReader;
import org.sanderling.tokenizers.TokenizerException;
import org.sanderling.tokenizers.TokenizerSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Mixed into each subcommand of {@code tokenize} that reads samples. */
final class TokenSource {
    @Option(names = "--spec", required = true, paramLabel = "SPEC.yaml", description = "the tokenizer")
    @Nullable
    Path specFile;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "of a recording: a message a sample, the DoFs are its fields (steering, position[2])")
    @Nullable
    String topic;

    @Parameters(
            paramLabel = "IN",
            description = "a comma-separated file (a header with the DoFs' names, a row a sample), or a recording")
    @Nullable
    Path input;

    /** Work on the input. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    Path specFile() {
        return given(specFile);
    }

    Path input() {
        return given(input);
    }

    /** Picocli has set what is required. */
    private static Path given(@Nullable Path value) {
        if (value == null) {
            throw new IllegalStateException("a required argument was not set");
        }
        return value;
    }

    TokenizerSpec spec() {
        return readSpec(specFile());
    }

    TokenizeInput open(TokenizerSpec spec) throws IOException {
        return new TokenizeInput(input(), Optional.ofNullable(topic), spec);
    }

    /** Runs and gives every fault of the input as one line. */
    <T> T work(Work<T> work) {
        try {
            return work.run();
        } catch (TokenizerException e) {
            throw new ExitCodes.BadInput(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new ExitCodes.BadInput(e.getFile() + ": no such file");
        } catch (IOException e) {
            throw new ExitCodes.BadInput(input() + ": cannot be read: " + e.getMessage());
        }
    }

    static TokenizerSpec readSpec(Path file) {
        try {
            return TokenizerSpecReader.read(file);
        } catch (ConfigException e) {
            throw new ExitCodes.BadInput(e.getMessage());
        }
    }
}
