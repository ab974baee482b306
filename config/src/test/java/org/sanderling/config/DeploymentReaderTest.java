package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanderling.config.Deployment.DofLimit;

class DeploymentReaderTest {
    @Test
    void readsTheDemo() {
        Deployment demo = DeploymentReader.read(Demo.FILE);

        Path home = ProjectHome.directory();
        assertThat(demo.file()).isEqualTo(Demo.FILE);
        assertThat(demo.name()).isEqualTo("demo");
        assertThat(demo.rateHz()).isEqualTo(20);
        assertThat(demo.deadlineMs()).isEqualTo(40);
        assertThat(demo.source()).isEqualTo(new Deployment.Source(home.resolve("data/donkeycar-track.mcap"), true, 0));
        assertThat(demo.inputs().camera()).isEqualTo(new Deployment.Input("/camera/image/compressed", 120));
        assertThat(demo.inputs().ego()).isEqualTo(new Deployment.Input("/driver/command", 200));
        assertThat(demo.planner())
                .isEqualTo(new Deployment.Planner(home.resolve("models/donkey-planner"), "onnxruntime", 1));
        assertThat(demo.decoder()).isEqualTo(new Deployment.Decoder(null, null, 0));
        assertThat(demo.limits().dofs())
                .isEqualTo(List.of(
                        new DofLimit("steering", -1, 1, 20, 1.5, null), new DofLimit("throttle", 0, 1, 5, 0.5, 0.0)));
        assertThat(demo.limits().tailMs()).isEqualTo(800);
        assertThat(demo.limits().stopS()).isEqualTo(1);
        assertThat(demo.control().rateHz()).isEqualTo(100);
        assertThat(demo.outputs().mqtt().uri()).isEqualTo("tcp://127.0.0.1:1883");
        assertThat(demo.outputs().mqtt().enabled()).isTrue();
        assertThat(demo.record()).isEqualTo(new Deployment.Recording(null, "zstd", 50, 256));
        assertThat(demo.timing()).isEqualTo(new Deployment.Timing(3, 500, 0.95, "realTime", -1));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Deployment least = Demo.parse("""
                name: least
                source: {recording: a.mcap}
                planner: {model: m}
                limits: {dofs: [{name: v, min: 0, max: 1, ratePerS: 1, jump: 1}]}
                """);

        assertThat(least.rateHz()).isEqualTo(20);
        assertThat(least.outputs().mqtt().enabled()).isFalse();
        assertThat(least.limits().dofs().getFirst().stop()).isNull();
        assertThat(least.effective().values()).containsEntry("record.chunkMs", "50");
    }

    @Test
    void resolvesPathsAgainstTheGivenHome(@TempDir Path home) {
        Deployment demo = DeploymentReader.read(Demo.FILE, Map.of("record.file", "/abs/run.mcap"), home);

        assertThat(demo.planner().model()).isEqualTo(home.resolve("models/donkey-planner"));
        assertThat(demo.record().file()).isEqualTo(Path.of("/abs/run.mcap"));
    }

    /** One row of bad input each: the line to change, what it becomes, the error after {@code demo.yaml:LINE: }. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "deadlineMs: 40~deadlineMs: 0~deadlineMs: 0 is below 1; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: 1e9~deadlineMs: 1e9 is above 10000; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: .nan~deadlineMs: .nan is not finite; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: -.inf~deadlineMs: -.inf is not finite; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: 1e999~deadlineMs: 1e999 is not finite; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: soon~deadlineMs: \"soon\" is text, not a number; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: '40'~deadlineMs: \"40\" is text, not a number; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs:~deadlineMs: has no value; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlineMs: [40]~deadlineMs: is a list, not one value; allowed: 1 … 10000 ms",
                "deadlineMs: 40~deadlinMs: 40~deadlinMs: unknown key, nearest is deadlineMs; allowed here: name, clock, "
                        + "rateHz, deadlineMs, transports, source, inputs, planner, decoder, limits, control, outputs, "
                        + "record, timing",
                "deadlineMs: 40~staleMs: 40~staleMs: unknown key, nearest is inputs.camera.staleMs; allowed here: name, "
                        + "clock, rateHz, deadlineMs, transports, source, inputs, planner, decoder, limits, control, "
                        + "outputs, record, timing",
                "clock: system~clock: wall~clock: \"wall\" is unknown; allowed: system",
                "compression: zstd~compression: zst~compression: \"zst\" is unknown, nearest is zstd; allowed: zstd, lz4, "
                        + "none",
                "repeat: true~repeat: yes~repeat: \"yes\" is text, not true or false; allowed: true or false",
                "startIndex: 0~startIndex: 1.5~startIndex: 1.5 is no whole number; allowed: 0 … 1000000000",
                "startIndex: 0~startIndex: -1~startIndex: -1 is below 0; allowed: 0 … 1000000000",
                "qos: 0~qos: 2~qos: 2 is above 1; allowed: 0 … 1",
                "seed: 1~seed: 99999999999999999999~seed: 99999999999999999999 is above 9007199254740991; allowed: 0 … "
                        + "9007199254740991",
                "stop: 0 ~stop: 2 ~stop: 2 is outside; allowed: min … max, 0 … 1",
                "max: 1~max: -2~max: -2 is not above min, -1",
                "name: throttle~name: steering~name: steering is the name of limits.dofs.0.name too",
                "ratePerS: 20~ratePerSec: 20~ratePerSec: unknown key, nearest is limits.dofs.0.ratePerS; allowed here: "
                        + "name, min, max, ratePerS, jump, stop",
                "marginMs: 3~marginMs: 40~marginMs: 40 is not below deadlineMs, 40",
                "  rateHz: 100~  rateHz: 10~rateHz: 10 is below rateHz, 20; allowed: 0, or at least rateHz",
                "reconnectMaxMs: 5000~reconnectMaxMs: 100~reconnectMaxMs: 100 is below reconnectMinMs, 200",
                "statusTopic: sanderling/status~statusTopic: sanderling/decision~statusTopic: is the topic of the "
                        + "decisions too; give it its own",
                "uri: tcp://127.0.0.1:1883~uri: tcp://me:secret@broker:1883~uri: holds credentials; put them into "
                        + "SANDERLING_MQTT_USERNAME and SANDERLING_MQTT_PASSWORD; allowed: tcp://host:port or "
                        + "ssl://host:port",
                "uri: tcp://127.0.0.1:1883~uri: http://broker:80~uri: \"http://broker:80\" does not fit; allowed: "
                        + "tcp://host:port or ssl://host:port",
                "uri: tcp://127.0.0.1:1883~uri: tcp://broker:65536~uri: \"tcp://broker:65536\" does not fit; allowed: "
                        + "tcp://host:port or ssl://host:port",
            })
    void saysFileLineKeyAndWhatIsAllowed(String old, String changed, String message) {
        assertThatThrownBy(() -> Demo.parse(Demo.with(old, changed)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("demo.yaml:" + Demo.lineOf(old) + ": ")
                .hasMessageEndingWith(message);
    }

    @Test
    void refusesTopicsThatCannotBePublishedTo() {
        for (String bad : List.of("\"a/+/b\"", "\"#\"", "\"a\\0b\"", "\"\"", "\"" + "x".repeat(65536) + "\"")) {
            assertThatThrownBy(() -> Demo.parse(Demo.with("sanderling/decision", bad)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("outputs.mqtt.topic: ")
                    .hasMessageContaining("a topic without the wildcards")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        }
        String manyBytes = "ü".repeat(32768);
        assertThatThrownBy(() -> Demo.parse(Demo.with("sanderling/decision", manyBytes)))
                .hasMessageContaining("takes 65536 bytes of UTF-8");
    }

    @Test
    void namesTheSectionThatLacksAKey() {
        assertThatThrownBy(() -> Demo.parse(Demo.with("  model: models/donkey-planner\n", "")))
                .hasMessage("demo.yaml:" + Demo.lineOf("planner:")
                        + ": planner.model: is missing: the model directory, with its manifest.yaml;"
                        + " allowed: a path, relative to the project's home");
        assertThatThrownBy(() -> Demo.parse("name: x\n"))
                .hasMessageStartingWith("demo.yaml:1: source.recording: is missing");
        assertThatThrownBy(
                        () -> Demo.parse("name: x\nsource: {recording: a}\nplanner: {model: m}\nlimits: {dofs: []}\n"))
                .hasMessage("demo.yaml:4: limits.dofs: has 0 items; allowed: 1 … 64");
        assertThatThrownBy(() -> Demo.parse("name: x\nsource: {recording: a}\nplanner: {model: m}\nlimits: 3\n"))
                .hasMessageStartingWith("demo.yaml:4: limits: is a whole number, not a section");
    }
}
