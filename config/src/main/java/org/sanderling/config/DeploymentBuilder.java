package org.sanderling.config;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sanderling.config.Deployment.DofLimit;
import org.sanderling.config.Deployment.Input;

/** Checked values to a {@link Deployment}. */
final class DeploymentBuilder {
    private final DeploymentValues values;
    private final Path home;

    DeploymentBuilder(DeploymentValues values, Path home) {
        this.values = values;
        this.home = home;
    }

    Deployment build(Path file) {
        DeploymentValues v = values;
        return new Deployment(
                file,
                v.text("name"),
                v.text("clock"),
                v.number("rateHz"),
                v.number("deadlineMs"),
                v.text("transports"),
                new Deployment.Source(
                        path("source.recording"), v.flag("source.repeat"), v.wholeInt("source.startIndex")),
                new Deployment.Inputs(input("inputs.camera."), input("inputs.ego.")),
                new Deployment.Planner(path("planner.model"), v.text("planner.engine"), v.whole("planner.seed")),
                decoder(),
                limits(),
                new Deployment.Control(v.number("control.rateHz")),
                new Deployment.Outputs(mqtt()),
                new Deployment.Recording(
                        pathOrNull("record.file"),
                        v.text("record.compression"),
                        v.number("record.chunkMs"),
                        v.wholeInt("record.queue")),
                new Deployment.Timing(
                        v.number("timing.marginMs"),
                        v.wholeInt("timing.warmUpTicks"),
                        v.number("timing.forwardQuantile"),
                        v.text("timing.scheduling"),
                        v.wholeInt("timing.core")),
                EffectiveConfig.of(v.all()));
    }

    private Input input(String prefix) {
        return new Input(values.text(prefix + "topic"), values.number(prefix + "staleMs"));
    }

    private Deployment.Decoder decoder() {
        Double maxForwards = values.numberOrNull("decoder.maxForwards");
        return new Deployment.Decoder(
                values.textOrNull("decoder.rule"),
                maxForwards == null ? null : (Integer) maxForwards.intValue(),
                values.number("decoder.temperature"));
    }

    private Deployment.Limits limits() {
        return new Deployment.Limits(
                IntStream.range(0, values.size("limits.dofs"))
                        .mapToObj(i -> dof("limits.dofs." + i + "."))
                        .toList(),
                values.number("limits.tailMs"),
                values.number("limits.stopS"));
    }

    private DofLimit dof(String prefix) {
        return new DofLimit(
                values.text(prefix + "name"),
                values.number(prefix + "min"),
                values.number(prefix + "max"),
                values.number(prefix + "ratePerS"),
                values.number(prefix + "jump"),
                values.numberOrNull(prefix + "stop"));
    }

    private Deployment.Mqtt mqtt() {
        String m = "outputs.mqtt.";
        return new Deployment.Mqtt(
                values.flag(m + "enabled"),
                values.text(m + "uri"),
                values.text(m + "clientId"),
                values.text(m + "topic"),
                values.text(m + "statusTopic"),
                values.wholeInt(m + "qos"),
                values.wholeInt(m + "queue"),
                values.number(m + "reconnectMinMs"),
                values.number(m + "reconnectMaxMs"));
    }

    private Path path(String key) {
        return home.resolve(values.text(key)).normalize();
    }

    private @Nullable Path pathOrNull(String key) {
        return values.textOrNull(key) == null ? null : path(key);
    }
}
