package org.sanderling.runtime.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.runtime.handover.SlotRing;
import org.sanderling.tokenizers.BeastTokenizer;

/**
 * Has one method of every class compiled that the loop's threads run and that holds text for errors. HotSpot allocates a
 * class's string constants when the first of its methods is compiled, on the thread that reached the threshold
 * ({@code CompileBroker::compile_method}): a message that is never shown would cost an armed thread its 0 bytes.
 *
 * <p>Called before arming, on a thread that is not real-time.
 */
final class FirstCompilation {
    /** Enough for a request, however long the compiler's queue has made the thresholds. */
    private static final int CALLS = 5_000;

    /** So that what is called here is not thought to be without effect. */
    private long sum;

    /** Calls what is cheap to call. */
    long request(DenoisingModel model, PlanTemplate template, BeastTokenizer tokenizer, PlanRun run, Plan plan) {
        int trajectory = template.indexOf("trajectory");
        float[] state = new float[tokenizer.stateSize()];
        SlotRing<Plan> ring = new SlotRing<>(1, () -> plan);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(ValueLayout.JAVA_FLOAT, 1);
            for (int i = 0; i < CALLS; i++) {
                model.cancel();
                sum += template.size() + tokenizer.samples() + ring.capacity() + run.maxForwards();
                MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, 0, state, 0, 1);
                MemorySegment.copy(state, 0, memory, ValueLayout.JAVA_FLOAT, 0, 1);
            }
        }
        int first = template.slots().get(trajectory).first();
        for (int i = trajectory; i < plan.tokens.length; i++) {
            plan.tokens[i] = first;
        }
        for (int i = 0; i < CALLS / 8; i++) {
            tokenizer.dequantize(plan.tokens, trajectory, state, plan.controlPoints);
        }
        return sum;
    }
}
