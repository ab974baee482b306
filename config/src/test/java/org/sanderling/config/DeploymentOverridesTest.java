package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentOverridesTest {
    @Test
    void changesSingleValues() {
        Deployment changed = DeploymentReader.read(
                Demo.FILE,
                Map.of(
                        "deadlineMs", "30",
                        "source.repeat", "false",
                        "decoder.rule", "llada",
                        "limits.dofs.steering.ratePerS", "5",
                        "limits.dofs.1.stop", "null",
                        "record.file", "true",
                        "name", "007"));

        assertThat(changed.deadlineMs()).isEqualTo(30);
        assertThat(changed.source().repeat()).isFalse();
        assertThat(changed.decoder().rule()).isEqualTo("llada");
        assertThat(changed.limits().dofs().getFirst().ratePerS()).isEqualTo(5);
        assertThat(changed.limits().dofs().get(1).stop()).isNull();
        assertThat(changed.record().file()).hasFileName("true");
        assertThat(changed.name()).isEqualTo("007");
    }

    @Test
    void addsASectionThatTheFileLeavesOut() {
        String least = """
                name: least
                source: {recording: a.mcap}
                planner: {model: m}
                limits: {dofs: [{name: v, min: 0, max: 1, ratePerS: 1, jump: 1}]}
                """;

        Deployment changed = DeploymentReader.parse(
                least, Demo.FILE, Map.of("outputs.mqtt.enabled", "true", "timing.marginMs", "1.5"));

        assertThat(changed.outputs().mqtt().enabled()).isTrue();
        assertThat(changed.timing().marginMs()).isEqualTo(1.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "deadlineMs~0~--set deadlineMs: deadlineMs: 0 is below 1; allowed: 1 … 10000 ms",
                "deadlinMs~40~--set deadlinMs: unknown key deadlinMs, nearest is deadlineMs; allowed here: ",
                "inputs.camera~40~--set inputs.camera: is a section; set one of its keys: topic, staleMs",
                "deadlineMs.ms~40~--set deadlineMs.ms: deadlineMs is one value and has no keys",
                "limits.dofs.brake.max~1~--set limits.dofs.brake.max: no item brake there; allowed: steering, throttle",
                "limits.dofs.2.max~1~--set limits.dofs.2.max: no item 2 there; allowed: steering, throttle",
                "limits.dofs~1~--set limits.dofs: is a section; set one of its keys: name, min, max",
                "limits.dofs.steering~1~--set limits.dofs.steering: is an item; set one of its keys: name, min, max",
                "limits.dofs.steering.maxi~1~--set limits.dofs.steering.maxi: unknown key maxi, nearest is max",
                "limits.dofs.throttle.stop~7~--set limits.dofs.throttle.stop: limits.dofs.1.stop: 7 is outside",
                "source.repeat~yes~--set source.repeat: source.repeat: \"yes\" is text, not true or false",
            })
    void namesTheOverrideThatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> DeploymentReader.read(Demo.FILE, Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void bearsHostileKeys() {
        for (String key :
                new String[] {"", ".", "..", "a\nb", "limits.dofs.99999999999999999999.max", "x".repeat(100_000)}) {
            assertThatThrownBy(() -> DeploymentReader.read(Demo.FILE, Map.of(key, "1")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("--set ")
                    .satisfies(
                            e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(500));
        }
    }
}
