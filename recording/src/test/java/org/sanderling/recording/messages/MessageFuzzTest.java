package org.sanderling.recording.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sanderling.recording.cdr.CdrException;
import org.sanderling.recording.cdr.CdrFault;
import org.sanderling.recording.cdr.CdrReader;
import org.sanderling.recording.cdr.CdrView;
import org.sanderling.recording.cdr.FaultCounts;

/**
 * Payloads cut short and changed: each is taken or refused for a reason, the same by record and view, nothing else is
 * thrown, and nothing allocates out of proportion.
 */
class MessageFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] HOSTILE = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1000, 0x00FF_FFFF, 1 << 29};

    private final FaultCounts counts = new FaultCounts();
    private final Map<String, CdrView> views = new HashMap<>();

    @Test
    void shouldRefuseChangedPayloadsByReason() throws ReflectiveOperationException {
        fuzz(220_000, 7);
    }

    @Test
    @Tag("soak")
    void shouldRefuseManyChangedPayloadsByReason() throws ReflectiveOperationException {
        fuzz(5_000_000, System.nanoTime());
    }

    private void fuzz(int payloads, long seed) throws ReflectiveOperationException {
        Random dice = new Random(seed);
        List<String> names = MessageSet.messages();
        Map<String, byte[]> whole = new HashMap<>();
        for (int i = 0; i < payloads; i++) {
            String name = names.get(i % names.size());
            if (i / names.size() % 20 == 0) {
                ByteOrder order = dice.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
                whole.put(name, RandomPayload.of(name, order, dice.nextLong()));
                // Loads the classes, and those of refusing: that is not counted below.
                MessageSet.type(name).read(new CdrReader(whole.get(name), name));
                refuse(name);
            }
            check(name, changed(whole.get(name), dice), seed);
        }
        long total = 0;
        for (CdrFault fault : CdrFault.values()) {
            assertThat(counts.of(fault)).as(fault.key()).isPositive();
            total += counts.of(fault);
        }
        assertThat(total).isEqualTo(payloads);
        System.out.println("fuzzed payloads: " + counts.of(CdrFault.NONE) + " taken, refused " + counts.refused());
    }

    private static void refuse(String name) {
        for (String bytes : List.of("", "\u0001\u0001\0\0", "\0\u0001\0\0")) {
            try {
                MessageSet.type(name).read(new CdrReader(bytes.getBytes(StandardCharsets.ISO_8859_1), name));
            } catch (CdrException e) {
                assertThat(e).hasMessageStartingWith(name);
            }
        }
    }

    private static byte[] changed(byte[] whole, Random dice) {
        byte[] bytes =
                java.util.Arrays.copyOf(whole, dice.nextInt(3) == 0 ? dice.nextInt(whole.length + 1) : whole.length);
        for (int n = dice.nextInt(4); n > 0 && bytes.length > 0; n--) {
            int at = dice.nextInt(bytes.length);
            switch (dice.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << dice.nextInt(8));
                case 1 -> bytes[at] = (byte) dice.nextInt();
                default -> {
                    int value = HOSTILE[dice.nextInt(HOSTILE.length)];
                    for (int b = 0; b < 4 && (at & ~3) + b < bytes.length; b++) {
                        bytes[(at & ~3) + b] = (byte) (value >>> 8 * b);
                    }
                }
            }
        }
        return bytes;
    }

    private void check(String name, byte[] bytes, long seed) throws ReflectiveOperationException {
        MessageType<?> type = MessageSet.type(name);
        CdrFault fault = CdrFault.NONE;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            type.read(new CdrReader(bytes, name));
        } catch (CdrException e) {
            fault = e.fault();
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > 500_000 + 100L * bytes.length) {
            fail("%d bytes allocated for %s, %d bytes, seed %d", allocated, name, bytes.length, seed);
        }
        counts.add(fault);
        if (name.contains("/msg/")) {
            CdrView view = views.get(name);
            if (view == null) {
                view = ViewValues.viewOf(type.messageClass());
                views.put(name, view);
            }
            CdrFault seen = view.wrap(MemorySegment.ofArray(bytes), 0, bytes.length);
            if (seen != fault) {
                fail("%s: %s by record, %s in place, seed %d", name, fault, seen, seed);
            }
        }
    }
}
