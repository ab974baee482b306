package org.sanderling.runtime.loop;

import java.util.concurrent.locks.LockSupport;
import org.sanderling.runtime.scheduling.Role;
import org.sanderling.runtime.scheduling.Scheduling;

/**
 * Holds a thread back until everything is armed, so that what is counted from arming on counts from its first instruction.
 */
final class StartGate implements Runnable {
    private final Scheduling scheduling;
    private final Role role;
    private final Runnable body;
    private volatile boolean open;
    private volatile boolean waiting;
    private volatile boolean released;

    StartGate(Scheduling scheduling, Role role, Runnable body) {
        this.scheduling = scheduling;
        this.role = role;
        this.body = body;
    }

    @Override
    public void run() {
        scheduling.enter(role);
        waiting = true;
        while (!open) {
            LockSupport.park(this);
        }
        body.run();
        while (!released) {
            LockSupport.park(this);
        }
    }

    /** Lets the thread end; until then what it allocated can still be read. */
    void release(Thread thread) {
        released = true;
        LockSupport.unpark(thread);
    }

    boolean isWaiting() {
        return waiting;
    }

    void open(Thread thread) {
        open = true;
        LockSupport.unpark(thread);
    }
}
