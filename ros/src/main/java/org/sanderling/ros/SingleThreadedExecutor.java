package org.sanderling.ros;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sanderling.ros.dds.RosException;
import org.sanderling.ros.dds.WaitSet;

/**
 * Runs the callbacks of its nodes on the thread that spins: it waits in DDS itself, so that no other thread hands over.
 * One thread spins at a time; any may add nodes and {@link #cancel}.
 */
public final class SingleThreadedExecutor implements AutoCloseable {
    private final RosContext context;
    private final WaitSet waitSet;
    private final Runnable waker;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final Set<Integer> attached = new HashSet<>();
    private volatile boolean canceled;

    public SingleThreadedExecutor(RosContext context) {
        context.requireOpen();
        this.context = context;
        waitSet = new WaitSet(context.participant());
        waker = waitSet::wake;
        context.onClose(waker);
    }

    /** @throws RosException for a node of another context */
    public void addNode(Node node) {
        if (node.context() != context) {
            throw new RosException("node " + node.getName() + " is of another context");
        }
        nodes.add(node);
        node.addWaker(waker);
        waker.run();
    }

    public void removeNode(Node node) {
        nodes.remove(node);
        node.removeWaker(waker);
    }

    /** Until {@link #cancel} or the context's end. */
    public void spin() {
        canceled = false;
        while (context.ok() && !canceled) {
            spinOnce(Long.MAX_VALUE);
        }
    }

    /** Runs at most one callback of each subscription and timer, and waits for it no longer than this. */
    public boolean spinOnce(Duration timeout) {
        return spinOnce(timeout.toNanos());
    }

    private boolean spinOnce(long timeoutNs) {
        if (runReady()) {
            return true;
        }
        if (!context.ok() || canceled) {
            return false;
        }
        attach();
        waitSet.await(Math.max(0, Math.min(timeoutNs, nextTimerNs())));
        return context.ok() && runReady();
    }

    /** Runs what is ready, without waiting; returns the number of rounds that found something. */
    public int spinSome() {
        int rounds = 0;
        while (rounds < 1000 && context.ok() && runReady()) {
            rounds++;
        }
        return rounds;
    }

    private boolean runReady() {
        boolean ran = false;
        for (Node node : nodes) {
            for (WallTimer timer : node.timers()) {
                ran |= timer.runIfDue();
            }
            for (Subscription<?> subscription : node.subscriptions()) {
                ran |= subscription.runNext();
            }
        }
        return ran;
    }

    private void attach() {
        List<Integer> there = new ArrayList<>();
        for (Node node : nodes) {
            for (Subscription<?> subscription : node.subscriptions()) {
                int condition = subscription.condition();
                there.add(condition);
                if (attached.add(condition)) {
                    try {
                        waitSet.attach(condition);
                    } catch (RosException e) {
                        // Closed meanwhile, by another thread.
                        attached.remove(condition);
                    }
                }
            }
        }
        attached.retainAll(there);
    }

    private long nextTimerNs() {
        long next = Long.MAX_VALUE;
        for (Node node : nodes) {
            for (WallTimer timer : node.timers()) {
                next = Math.min(next, timer.remainingNs());
            }
        }
        return next;
    }

    /** {@link #spin} returns. */
    public void cancel() {
        canceled = true;
        waitSet.wake();
    }

    @Override
    public void close() {
        cancel();
        nodes.forEach(this::removeNode);
        waitSet.close();
    }
}
