package org.sanderling.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.sanderling.config.Deployment;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.gateway.image.TurboJpegDecoder;
import org.sanderling.runtime.engine.Engine;
import org.sanderling.runtime.engine.PlannerGraphs;
import org.sanderling.runtime.image.ImageDecoder;
import org.sanderling.runtime.record.SessionInfo;
import org.sanderling.runtime.transport.DecisionTransport;
import org.sanderling.runtime.transport.TransportProvider;

/**
 * What a run or a replay needs, looked up side by side, since start-up time counts: the model on its engine, and the image
 * decoder.
 *
 * @param manifest the model
 * @param engine where it runs
 * @param model its graphs, loaded
 * @param decoder the image decoder
 * @param decoderVersion its name and version
 */
record LiveSetup(
        ModelManifest manifest, Engine engine, PlannerGraphs model, ImageDecoder decoder, String decoderVersion)
        implements AutoCloseable {

    static LiveSetup open(Deployment deployment) {
        CompletableFuture<ImageDecoder> decoder = background(TurboJpegDecoder::new);
        CompletableFuture<String> version = decoder.thenApplyAsync(ImageDecoder::version);
        CompletableFuture<Engine> engine =
                background(() -> engine(deployment.planner().engine()));
        ModelManifest manifest = ManifestReader.read(deployment.planner().model());
        if (!manifest.task().equals("planner")) {
            throw new ExitCodes.BadInput(manifest.directory().resolve(ManifestReader.FILE) + ": task: "
                    + manifest.task() + "; a deployment's planner.model has to be a planner");
        }
        PlannerGraphs model = new PlannerGraphs(manifest, join(engine));
        return new LiveSetup(manifest, join(engine), model, join(decoder), join(version));
    }

    /** Loads native libraries in the background, while deployment and manifest are read; what fails is told by {@link #open}. */
    static void preload() {
        background(() -> {
            ServiceLoader.load(Engine.class).forEach(Engine::unavailable);
            return true;
        });
    }

    static Engine engine(String name) {
        List<String> known = new ArrayList<>();
        for (Engine engine : ServiceLoader.load(Engine.class)) {
            if (engine.name().equals(name)) {
                String why = engine.unavailable();
                if (why != null) {
                    throw new ExitCodes.Missing("engine " + name + " cannot run here: " + why);
                }
                return engine;
            }
            known.add(engine.name());
        }
        throw new ExitCodes.BadInput("planner.engine: '" + name + "' is not an engine here; known: " + known);
    }

    private static <T> CompletableFuture<T> background(Supplier<T> what) {
        return CompletableFuture.supplyAsync(
                what, task -> Thread.ofPlatform().daemon().start(task));
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    List<DecisionTransport> transports(Deployment deployment) {
        List<DecisionTransport> found = new ArrayList<>();
        List<String> dofs =
                manifest.tokenizer().dofs().stream().map(d -> d.name()).toList();
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            found.addAll(provider.open(deployment, manifest.template(), dofs));
        }
        return found;
    }

    SessionInfo session(Deployment deployment) {
        String engineVersion = engine.version();
        return new SessionInfo(
                Machine.VERSION,
                SessionInfo.DECODER_VERSION,
                System.currentTimeMillis(),
                deployment.effective().yaml(),
                java.util.Map.of(),
                deployment.effective().hash(),
                manifest.modelHash(),
                engine.name() + (engineVersion == null ? "" : " " + engineVersion),
                decoderVersion);
    }

    /** Refuses, before anything starts, a file that could not be written. */
    static void writable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (java.io.IOException e) {
            throw new ExitCodes.BadInput(folder + ": cannot be created; name another folder with --out or --record");
        }
        if (!Files.isWritable(folder) || Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
            throw new ExitCodes.BadInput(file + ": cannot be written; name another file with --out or --record");
        }
    }

    @Override
    public void close() {
        model.close();
        decoder.close();
    }
}
