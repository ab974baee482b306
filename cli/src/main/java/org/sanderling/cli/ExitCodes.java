package org.sanderling.cli;

import java.io.PrintWriter;
import org.sanderling.benchmarks.BenchmarkException;
import org.sanderling.config.ConfigException;
import org.sanderling.evaluation.importers.ImportException;
import org.sanderling.gateway.image.MissingLibraryException;
import org.sanderling.gateway.mqtt.MissingBroker;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.mcap.McapException;
import org.sanderling.ros.dds.MissingDdsException;
import org.sanderling.ros.dds.RosException;
import org.sanderling.runtime.engine.EngineException;
import org.sanderling.runtime.source.SourceException;
import org.sanderling.tokenizers.TokenizerException;
import picocli.CommandLine.ParameterException;

/** Exit codes and their one-line messages, as in docs/cli.md. */
final class ExitCodes {
    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int MISSING = 3;

    private ExitCodes() {}

    /** Bad usage or input: what, where, what to do. */
    static final class BadInput extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadInput(String message) {
            super(message);
        }
    }

    /** Something needed is not on this machine; the message says how to get it. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /** Prints one line for what is the user's to mend; anything else is a defect of ours and keeps its stack trace. */
    static int report(Exception e, PrintWriter err) throws Exception {
        if (e instanceof Missing
                || e instanceof MissingLibraryException
                || e instanceof MissingBroker
                || e instanceof MissingDdsException) {
            err.println("sanderling: " + e.getMessage());
            return MISSING;
        }
        if (e instanceof BenchmarkException) {
            err.println("sanderling: " + e.getMessage());
            return CHECK_FAILED;
        }
        if (e instanceof BadInput
                || e instanceof ConfigException
                || e instanceof EngineException
                || e instanceof McapException
                || e instanceof CdrException
                || e instanceof RosException
                || e instanceof SourceException
                || e instanceof ImportException
                || e instanceof TokenizerException) {
            err.println("sanderling: " + e.getMessage());
            return BAD_INPUT;
        }
        throw e;
    }

    static int usage(ParameterException e) {
        e.getCommandLine()
                .getErr()
                .println("sanderling: " + e.getMessage().lines().findFirst().orElse("bad usage") + "; see: "
                        + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }
}
