package org.sanderling.cli.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sanderling.gateway.image.MissingLibraryException;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.runtime.engine.Engine;

/** What has to be installed beside us. */
public final class DependencyChecks {
    private DependencyChecks() {}

    /**
     * All of them.
     *
     * @param engines the engines to ask
     * @param environment the process's environment
     */
    public static List<Check> all(Iterable<Engine> engines, UnaryOperator<@Nullable String> environment) {
        List<Check> checks = new ArrayList<>();
        checks.add(jpeg());
        for (Engine engine : engines) {
            checks.add(engine(engine));
        }
        String path = environment.apply("PATH");
        checks.add(broker((path == null ? "" : path + File.pathSeparator) + "/usr/sbin"));
        return checks;
    }

    private static Check jpeg() {
        String wanted = "libturbojpeg.so.0";
        try (TurboJpegDecoder decoder = new TurboJpegDecoder()) {
            return Check.ok("libturbojpeg", decoder.version(), wanted);
        } catch (MissingLibraryException e) {
            return Check.fail("libturbojpeg", "missing", wanted, e.getMessage());
        }
    }

    /** One engine is enough to run; only the default one must be there. */
    static Check engine(Engine engine) {
        String reason = engine.unavailable();
        String version = engine.version();
        String name = "engine " + engine.name();
        if (reason == null) {
            return Check.ok(name, version == null ? "version unknown" : version, "available");
        }
        String found = version == null ? "not available" : version + ", not usable";
        return engine.name().equals("onnxruntime")
                ? Check.fail(name, found, "available", reason)
                : Check.warn(name, found, "available", reason);
    }

    /** The broker that the demo starts; with a broker elsewhere nobody needs it. */
    static Check broker(String path) {
        for (String folder : path.split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "mosquitto"))) {
                return Check.ok("mosquitto", Path.of(folder, "mosquitto").toString(), "installed");
            }
        }
        return Check.warn(
                "mosquitto", "missing", "installed", "apt-get install mosquitto, or name a broker with --broker URI");
    }
}
