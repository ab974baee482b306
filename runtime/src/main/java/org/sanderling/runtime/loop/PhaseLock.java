package org.sanderling.runtime.loop;

/**
 * Keeps the tick grid a little behind the camera's frames, so that each tick finds a frame that has just arrived. The
 * first frame sets the phase; after that it slews by at most a hundredth of the period a tick; the period itself is the deployment's.
 *
 * <p>Pacer thread only; allocates nothing.
 */
final class PhaseLock {
    private static final double GAIN = 0.1;

    private final long periodNs;
    private final long leadNs;
    private long nextNs;
    private boolean locked;

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
        long slew = 0;
        if (arrivalNs != Long.MIN_VALUE) {
            long error = Math.floorMod(arrivalNs + leadNs - nextNs + periodNs / 2, periodNs) - periodNs / 2;
            long most = periodNs / 100;
            slew = locked ? Math.max(-most, Math.min(most, Math.round(error * GAIN))) : error;
            locked = true;
        }
        nextNs += periodNs + slew;
    }

    /** Leaves out ticks that lie wholly in the past, and says how many: a pause of the whole process, for example. */
    long skipTo(long nowNs) {
        long missed = Math.max(0, (nowNs - nextNs) / periodNs);
        nextNs += missed * periodNs;
        return missed;
    }
}
