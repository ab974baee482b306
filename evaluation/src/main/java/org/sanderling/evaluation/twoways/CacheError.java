package org.sanderling.evaluation.twoways;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.sanderling.planners.DenoisingModel;
import org.sanderling.planners.Observation;
import org.sanderling.planners.PlanTemplate;

/**
 * A model that keeps keys and values of slots, held against itself without: after each forward of a window the whole forward
 * is computed too, and the window's logits are compared with its. The decoder goes on with the window's.
 *
 * <p>For evaluation; one thread.
 */
final class CacheError implements DenoisingModel {
    private final DenoisingModel model;
    private final PlanTemplate template;
    private final float[] cached;
    private final float[] whole;
    private double largest;
    private double variation;
    private long compared;
    private long windows;
    private long wholes;

    CacheError(DenoisingModel model, PlanTemplate template) {
        this.model = model;
        this.template = template;
        cached = new float[template.size() * template.vocabulary()];
        whole = new float[cached.length];
    }

    /** Largest difference of a logit among the legal ids of masked slots. */
    double largestLogit() {
        return largest;
    }

    /** Mean total variation between the two distributions of a masked slot, in [0, 1]. */
    double meanVariation() {
        return compared == 0 ? Double.NaN : variation / compared;
    }

    /** Slots computed in all forwards, as a share of what whole forwards would have computed. */
    double slotShare() {
        long slots = wholes * template.size() + windows * model.windowSlots();
        return (double) slots / ((wholes + windows) * template.size());
    }

    @Override
    public void denoiseWindow(int first, boolean keep) {
        model.denoiseWindow(first, keep);
        windows++;
        read(cached);
        model.denoise();
        read(whole);
        for (int s = first; s < first + model.windowSlots(); s++) {
            if (model.tokens().getAtIndex(ValueLayout.JAVA_LONG, s) == template.maskId()) {
                compare(s);
            }
        }
        MemorySegment.copy(cached, 0, model.logits(), ValueLayout.JAVA_FLOAT, 0, cached.length);
    }

    private void read(float[] into) {
        MemorySegment.copy(model.logits(), ValueLayout.JAVA_FLOAT, 0, into, 0, into.length);
    }

    private void compare(int slot) {
        PlanTemplate.Slot legal = template.slots().get(slot);
        int from = slot * template.vocabulary() + legal.first();
        double[] one = softmax(cached, from, legal.count());
        double[] two = softmax(whole, from, legal.count());
        double distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += Math.abs(one[i] - two[i]) / 2;
            largest = Math.max(largest, Math.abs((double) cached[from + i] - whole[from + i]));
        }
        variation += distance;
        compared++;
    }

    private static double[] softmax(float[] logits, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, logits[from + i]);
        }
        double[] p = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            p[i] = Math.exp(logits[from + i] - max);
            sum += p[i];
        }
        for (int i = 0; i < count; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @Override
    public void context(Observation observation) {
        model.context(observation);
    }

    @Override
    public void denoise() {
        wholes++;
        model.denoise();
    }

    @Override
    public void denoiseAndKeep() {
        wholes++;
        model.denoiseAndKeep();
    }

    @Override
    public int windowSlots() {
        return model.windowSlots();
    }

    @Override
    public MemorySegment tokens() {
        return model.tokens();
    }

    @Override
    public MemorySegment logits() {
        return model.logits();
    }

    @Override
    public MemorySegment cache() {
        return model.cache();
    }

    @Override
    public void cancel() {
        model.cancel();
    }

    @Override
    public void close() {
        model.close();
    }
}
