package org.sanderling.runtime.safety;

import java.util.List;
import org.sanderling.config.ConfigException;
import org.sanderling.config.Deployment;
import org.sanderling.tokenizers.TokenizerSpec;

/**
 * The deployment's limits as arrays, in the model's order of degrees of freedom. Read-only after construction.
 */
public final class PlanLimits {
    final float[] min;
    final float[] max;
    final float[] ratePerS;
    final float[] jump;

    /** Value that STOP drives a degree of freedom to; NaN holds the last command. */
    final float[] stop;

    final float stopS;

    /** How long after its stamp a plan may be followed, ns. */
    final long tailNs;

    public PlanLimits(Deployment.Limits limits, List<TokenizerSpec.Dof> dofs) {
        int n = dofs.size();
        min = new float[n];
        max = new float[n];
        ratePerS = new float[n];
        jump = new float[n];
        stop = new float[n];
        for (int d = 0; d < n; d++) {
            Deployment.DofLimit limit = find(limits, dofs.get(d).name());
            min[d] = (float) limit.min();
            max[d] = (float) limit.max();
            ratePerS[d] = (float) limit.ratePerS();
            jump[d] = (float) limit.jump();
            Double target = limit.stop();
            stop[d] = target == null ? Float.NaN : target.floatValue();
        }
        stopS = (float) limits.stopS();
        tailNs = Math.round(limits.tailMs() * 1e6);
    }

    private static Deployment.DofLimit find(Deployment.Limits limits, String name) {
        return limits.dofs().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("limits.dofs: nothing for the model's degree of freedom '" + name
                        + "'; add {name: " + name + ", …}"));
    }

    /** Degrees of freedom. */
    public int dofs() {
        return min.length;
    }

    /** How long after its stamp a plan may be followed, ns. */
    public long tailNs() {
        return tailNs;
    }

    /** The middle of the allowed range. */
    public float middle(int dof) {
        return (min[dof] + max[dof]) / 2;
    }

    /** The value that the actuator would take. */
    public float saturate(int dof, float value) {
        return Math.min(max[dof], Math.max(min[dof], value));
    }
}
