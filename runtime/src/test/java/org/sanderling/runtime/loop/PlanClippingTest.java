package org.sanderling.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sanderling.config.Deployment;
import org.sanderling.config.DeploymentReader;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.tokenizers.BeastTokenizer;

class PlanClippingTest {
    private static final Path HOME = Path.of(System.getProperty("sanderling.home"));

    @Test
    void shouldWarnOfAPlanAtItsTokenizersBoundsAndOfNoOther() {
        Deployment deployment = DeploymentReader.read(HOME.resolve("config/deployments/demo.yaml"));
        ModelManifest manifest = ManifestReader.read(deployment.planner().model());
        LoopParts parts = LoopParts.of(deployment, manifest, 1);
        BeastTokenizer tokenizer = new BeastTokenizer(manifest.tokenizer());
        float[] resting = new float[tokenizer.samples() * tokenizer.dofs()];
        for (int i = 0; i < resting.length; i++) {
            resting[i] = parts.limits().middle(i % tokenizer.dofs());
        }
        ScriptedModel model = new ScriptedModel(manifest.template(), tokenizer, resting, 1 << 20, -1, 0);
        PlanRun run = parts.run(model);
        Plan plan = run.createPlan();
        StepTrace trace = run.createTrace();
        Observation observation = new Observation(1, 1, 1, 1, tokenizer.dofs());
        for (int i = 1; i <= 16; i++) {
            run.run(observation, i, step -> 100, plan, trace);
            // The seventh plan of the script goes from bound to bound.
            assertThat(plan.clipping).as("plan %d", i).isEqualTo(i == 7);
        }
    }
}
