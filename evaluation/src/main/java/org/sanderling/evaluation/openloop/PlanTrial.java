package org.sanderling.evaluation.openloop;

import org.jspecify.annotations.Nullable;

/**
 * What came of planning at one window.
 *
 * @param stampNs the frame's sensor stamp, wall-clock ns
 * @param tokens the plan's tokens, [slots]; MASK where a decoding did not end
 * @param trajectory the plan, [samples][steering, throttle] flattened; the last command held where there is none
 * @param forwards denoiser forwards
 * @param valid whether the plan was complete and passed the plan check
 * @param late whether the decoding passed its deadline
 * @param rightMinusLeft mean steering with the lateral decision forced to right, minus that with left; NaN without a plan
 * @param regression what the regression graph predicts; null without one
 * @param thumbnail the image in grey
 */
public record PlanTrial(
        long stampNs,
        int[] tokens,
        float[] trajectory,
        int forwards,
        boolean valid,
        boolean late,
        double rightMinusLeft,
        float @Nullable [] regression,
        float[] thumbnail) {}
