package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveConfigTest {
    private final Deployment demo = DeploymentReader.read(Demo.FILE);

    @Test
    void writesSortedLinesOfEveryValue() {
        String canonical = demo.effective().canonical();

        assertThat(canonical.lines())
                .isSorted()
                .hasSize(demo.effective().values().size());
        assertThat(canonical)
                .startsWith("clock: \"system\"\ncontrol.rateHz: 100\ndeadlineMs: 40\ndecoder.maxForwards: null\n")
                .contains("limits.dofs.0.name: \"steering\"\n", "limits.dofs.0.stop: null\n", "limits.dofs.1.stop: 0\n")
                .contains("source.recording: \"data/donkeycar-track.mcap\"\n", "timing.forwardQuantile: 0.95\n");
    }

    @Test
    void hashesTheSameOnEveryMachine() {
        Deployment elsewhere = DeploymentReader.read(Demo.FILE, Map.of(), Path.of("/some/where"));
        Deployment written = Demo.parse(Demo.with("rateHz: 20 ", "rateHz: 2.0e1 "));

        assertThat(demo.effective().hash()).matches("[0-9a-f]{64}");
        assertThat(elsewhere.effective().hash()).isEqualTo(demo.effective().hash());
        assertThat(written.effective().hash()).isEqualTo(demo.effective().hash());
    }

    @Test
    void changesWithAnyValue() {
        for (Map.Entry<String, String> change : Map.of(
                        "limits.dofs.steering.ratePerS", "19.999", "planner.seed", "2", "name", "other")
                .entrySet()) {
            Deployment changed = DeploymentReader.read(Demo.FILE, Map.ofEntries(change));
            assertThat(changed.effective().hash())
                    .as(change.getKey())
                    .isNotEqualTo(demo.effective().hash());
        }
    }

    @Test
    void isReadBackFromItsYaml() {
        Deployment changed = DeploymentReader.read(
                Demo.FILE,
                Map.of("limits.dofs.steering.ratePerS", "5", "name", "a-b", "record.file", "o \"u\"/t.mcap"));

        Deployment again = Demo.parse(changed.effective().yaml());

        assertThat(again.effective()).isEqualTo(changed.effective());
        assertThat(again.limits()).isEqualTo(changed.limits());
        assertThat(again.record().file()).isEqualTo(changed.record().file());
    }
}
