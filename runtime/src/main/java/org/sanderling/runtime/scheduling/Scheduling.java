package org.sanderling.runtime.scheduling;

/** How the loop's threads are scheduled. Each thread asks for itself, as the first thing that it does. */
public interface Scheduling {
    /** All threads as the kernel schedules any other. */
    Scheduling NONE = role -> {};

    /** Gives the calling thread the priority and place of its role, where this process may. */
    void enter(Role role);
}
