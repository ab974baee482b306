package org.sanderling.runtime.loop;

/**
 * Keeps the tick grid a little behind the camera's frames, so that each tick finds a frame that has just arrived. The period
 * is the deployment's; only the phase follows the frames.
 *
 * <p>A frame that lay waiting shows that the grid is late: time that the deadline counts is lost at every tick, so the grid
 * steps back at once. A frame that came after the tick's start may be a late one, and the tick waits for it anyhow: the grid
 * follows by at most a hundredth of the period a tick.
 *
 * <p>Pacer thread only; allocates nothing.
 */
final class PhaseLock {
    private static final double GAIN = 0.1;

    private final long periodNs;
    private final long leadNs;
    private long nextNs;

    /** @param leadNs distance that is kept between a frame's arrival and the tick */
    PhaseLock(long periodNs, long leadNs) {
        this.periodNs = periodNs;
        this.leadNs = leadNs;
    }

    /** Begins the grid at a first frame. */
    void start(long firstNs) {
        nextNs = firstNs + leadNs;
    }

    /** Start of the next tick, monotonic ns. */
    long nextNs() {
        return nextNs;
    }

    /** The next tick is over; {@code arrivalNs} is when its frame arrived, or Long.MIN_VALUE where none did. */
    void advance(long arrivalNs) {
        long shift = 0;
        if (arrivalNs != Long.MIN_VALUE) {
            long error = arrivalNs + leadNs - nextNs;
            // One that is older than a period: the frame after it should have been there, and will come in the same
            // phase.
            error = error < -periodNs ? error % periodNs : error;
            long most = periodNs / 100;
            boolean late = error < -periodNs / 16;
            shift = late ? error : Math.max(-most, Math.min(most, Math.round(error * GAIN)));
        }
        nextNs += periodNs + shift;
    }

    /** Leaves out ticks that lie wholly in the past, and says how many: a pause of the whole process, for example. */
    long skipTo(long nowNs) {
        long missed = Math.max(0, (nowNs - nextNs) / periodNs);
        nextNs += missed * periodNs;
        return missed;
    }
}
