package org.sanderling.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RealTimeSchedulingTest {
    private static final int FIFO = 1;

    /** What Linux says of a thread: proc(5), /proc/thread-self/stat, fields rt_priority and policy. */
    private record Scheduled(int priority, int policy) {
        static Scheduled now() {
            try {
                String stat = Files.readString(Path.of("/proc/thread-self/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return new Scheduled(Integer.parseInt(fields[37]), Integer.parseInt(fields[38]));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final RealTimeScheduling scheduling = new RealTimeScheduling(-1);

    private static Scheduled on(Runnable first) throws InterruptedException {
        AtomicReference<Scheduled> found = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            first.run();
            found.set(Scheduled.now());
        });
        thread.start();
        thread.join();
        return found.get();
    }

    private boolean allowed() throws InterruptedException {
        on(() -> scheduling.enter(Role.PACER));
        return scheduling.refusal() == null;
    }

    @Test
    void shouldGiveEachRoleItsPriorityOrSayWhyNot() throws InterruptedException {
        for (Role role : Role.values()) {
            Scheduled got = on(() -> scheduling.enter(role));
            if (scheduling.refusal() == null) {
                assertThat(got).isEqualTo(new Scheduled(role.priority, FIFO));
            } else {
                assertThat(scheduling.refusal())
                        .startsWith("no permission for real-time priority")
                        .doesNotContain("\n");
                assertThat(got.policy()).isNotEqualTo(FIFO);
            }
        }
    }

    @Test
    void threadsOfARealTimeThreadShouldBeOrdinaryOnesButATransports() throws InterruptedException {
        boolean allowed = allowed();
        for (Role role : Role.values()) {
            AtomicReference<Scheduled> child = new AtomicReference<>();
            on(() -> {
                scheduling.enter(role);
                try {
                    child.set(on(() -> {}));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(child.get().policy() == FIFO)
                    .as("child of %s", role)
                    .isEqualTo(allowed && role == Role.TRANSPORT);
        }
    }

    @Test
    void theLoopsThreadsShouldShareOneCore() throws InterruptedException {
        boolean bound = allowed() && RealTimeScheduling.allowedCores().cardinality() > 1;
        for (Role role : Role.values()) {
            AtomicReference<Integer> cores = new AtomicReference<>();
            on(() -> {
                scheduling.enter(role);
                cores.set(RealTimeScheduling.allowedCores().cardinality());
            });
            assertThat(cores.get() == 1).as("%s on one core", role).isEqualTo(bound && role.onCore);
        }
    }

    @Test
    void shouldSayThatACoreIsNotThere() throws InterruptedException {
        RealTimeScheduling elsewhere = new RealTimeScheduling(1023);
        on(() -> elsewhere.enter(Role.PLANNER));

        assertThat(elsewhere.refusal()).containsAnyOf("core 1023 is not one", "no permission");
    }
}
