package org.sanderling.evaluation.openloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

final class WindowTest {
    private static final int HISTORY = 10;
    private static final int SAMPLES = 20;

    /** A frame whose steering is a thousandth of its index. */
    private static DrivenFrames.Frame frame(long index) {
        return new DrivenFrames.Frame(index, index * 50_000_000L, new byte[0], new float[] {index / 1000f, 0.5f});
    }

    private static List<DrivenFrames.Frame> frames(long first, long last) {
        List<DrivenFrames.Frame> frames = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            frames.add(frame(i));
        }
        return frames;
    }

    private static List<Window> windows(List<DrivenFrames.Frame> frames, FrameRange range) {
        return Window.of(frames, HISTORY, SAMPLES, range);
    }

    @Test
    void shouldTakeEveryFrameWithItsWholeHistoryAndTarget() {
        assertThat(windows(frames(0, 29), FrameRange.ALL))
                .singleElement()
                .satisfies(w -> assertThat(w.row()).isEqualTo(10));
        assertThat(windows(frames(0, 28), FrameRange.ALL)).isEmpty();
        assertThat(windows(frames(0, 799), FrameRange.ALL)).hasSize(771);
    }

    @Test
    void shouldTargetTheFrameItselfAndHoldTheOneBefore() {
        Window window = windows(frames(0, 29), FrameRange.ALL).getFirst();

        assertThat(window.target()).hasSize(2 * SAMPLES);
        assertThat(window.target()[0]).isEqualTo(0.010f);
        assertThat(window.target()[2 * SAMPLES - 2]).isEqualTo(0.029f);
        assertThat(window.last()).containsExactly(0.009f, 0.5f);
        assertThat(window.held()).hasSize(2 * SAMPLES).startsWith(0.009f, 0.5f).endsWith(0.009f, 0.5f);
    }

    @Test
    void shouldNotReachAcrossAGap() {
        List<DrivenFrames.Frame> frames = frames(0, 79);
        frames.remove(40);

        // frames i - 10 … i + 19 without 40: i up to 20, and from 51
        assertThat(windows(frames, FrameRange.ALL))
                .extracting(w -> frames.get(w.row()).index())
                .containsExactly(
                        10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 51L, 52L, 53L, 54L, 55L, 56L, 57L, 58L,
                        59L, 60L);
    }

    @Test
    void shouldKeepTheTargetInARangeAndLetTheHistoryReachBeforeIt() {
        List<Window> chosen = windows(frames(0, 799), new FrameRange(640, 799));

        assertThat(chosen).hasSize(141);
        assertThat(chosen.getFirst().row()).isEqualTo(640);
        assertThat(chosen.getLast().row()).isEqualTo(780);
        assertThat(windows(frames(0, 799), new FrameRange(0, 639))).hasSize(611);
        assertThat(windows(frames(0, 799), new FrameRange(790, 799))).isEmpty();
    }

    @Property
    void shouldTakeAFrameExactlyIfAllThirtyAreThere(@ForAll @UniqueElements List<@LongRange(max = 120) Long> missing) {
        List<DrivenFrames.Frame> frames = frames(0, 120);
        frames.removeIf(f -> missing.contains(f.index()));

        List<Long> expected = new ArrayList<>();
        for (long i = HISTORY; i + SAMPLES - 1 <= 120; i++) {
            long from = i - HISTORY;
            long to = i + SAMPLES - 1;
            if (missing.stream().noneMatch(m -> m >= from && m <= to)) {
                expected.add(i);
            }
        }

        assertThat(windows(frames, FrameRange.ALL))
                .extracting(w -> frames.get(w.row()).index())
                .containsExactlyElementsOf(expected);
    }
}
