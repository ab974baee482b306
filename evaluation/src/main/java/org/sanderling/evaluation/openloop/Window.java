package org.sanderling.evaluation.openloop;

import java.util.ArrayList;
import java.util.List;

/**
 * One place to plan from: a frame with its whole history before it and its whole target from it on.
 *
 * @param row the frame, in {@link DrivenFrames#frames}
 * @param last the command before it, [2]
 * @param target what was driven, [samples][steering, throttle] flattened; the first sample is the frame's own
 */
record Window(int row, float[] last, float[] target) {
    static final int DOFS = 2;

    /** Every frame i of the range that has frames i − history … i + samples − 1 without a gap. */
    static List<Window> of(List<DrivenFrames.Frame> frames, int history, int samples, FrameRange range) {
        List<Window> windows = new ArrayList<>();
        for (int row = history; row + samples <= frames.size(); row++) {
            long end = frames.get(row + samples - 1).index();
            long span = end - frames.get(row - history).index();
            if (span != history + samples - 1 || !range.holds(frames.get(row).index(), end)) {
                continue;
            }
            float[] target = new float[samples * DOFS];
            for (int t = 0; t < samples; t++) {
                System.arraycopy(frames.get(row + t).action(), 0, target, t * DOFS, DOFS);
            }
            windows.add(new Window(row, frames.get(row - 1).action(), target));
        }
        return windows;
    }

    /** The last command repeated over the target's samples. */
    float[] held() {
        float[] held = new float[target.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = last[i % DOFS];
        }
        return held;
    }
}
