package org.sanderling.runtime.loop;

/** Whether a loop goes on. Written by the owner of the loop and by its pacer, read by any thread. */
public final class RunState {
    private final long ticks;
    private volatile boolean stopping;
    private volatile boolean finished;
    private volatile boolean ended;
    private volatile long missed;

    /** @param ticks ticks after which it ends by itself; 0 for none */
    public RunState(long ticks) {
        this.ticks = ticks;
    }

    /** Asks for an orderly end: STOP, tracked to standstill. */
    public void stop() {
        stopping = true;
    }

    /** Ends at the next tick, without STOP: the source is over. */
    public void finish() {
        finished = true;
    }

    boolean stopping() {
        return stopping;
    }

    boolean over(long tick) {
        return finished || (ticks > 0 && tick >= ticks && !stopping);
    }

    void missed(long more) {
        if (more > 0) {
            missed += more;
        }
    }

    void ended() {
        ended = true;
    }

    /** Whether the last decision was handed on. */
    public boolean hasEnded() {
        return ended;
    }

    /** Ticks that were left out since the whole process stood still. */
    public long missedTicks() {
        return missed;
    }
}
