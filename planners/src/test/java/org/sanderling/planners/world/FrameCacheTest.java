package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCacheTest {
    private final FakeFrameModel model = new FakeFrameModel();
    private final FrameCache cache = new FrameCache(model);
    private final MemorySegment frame = Arena.ofAuto().allocate(JAVA_FLOAT, 2);

    private Outcome remember(float value, float action) {
        frame.setAtIndex(JAVA_FLOAT, 0, value);
        return cache.remember(frame, new float[] {action});
    }

    @Test
    void shouldOverwriteTheOldestSlotForever() {
        for (int n = 1; n <= 1000; n++) {
            assertThat(remember(n, 0)).isEqualTo(Outcome.TAKEN);
            assertThat(cache.size()).isEqualTo(Math.min(n, 3));
            for (int age = 1; age <= cache.size(); age++) {
                assertThat(cache.entry(age).getAtIndex(JAVA_FLOAT, 0)).isEqualTo(n - age + 1f);
            }
        }
        assertThat(cache.remembered()).isEqualTo(1000);
        assertThat(model.cache.byteSize()).isEqualTo(3 * 3 * 4);
    }

    @Test
    void shouldTellTheGraphEachSlotsAgeAndHideEmptyOnes() {
        remember(1, 0);
        assertThat(ages()).containsExactly(1, 0, 0);
        remember(2, 0);
        assertThat(ages()).containsExactly(2, 1, 0);
        remember(3, 0);
        remember(4, 0);
        assertThat(ages()).containsExactly(1, 3, 2);
        cache.reset();
        assertThat(ages()).containsExactly(0, 0, 0);
        assertThat(cache.size()).isZero();
    }

    private long[] ages() {
        return model.ages.toArray(JAVA_LONG);
    }

    @Test
    void shouldRefuseToShowWhatItDoesNotHold() {
        remember(1, 0);
        assertThatThrownBy(() -> cache.entry(2))
                .hasMessageContaining("frame of age 2: the cache holds ages 1 … 1 of a window of 3");
        for (int n = 0; n < 9; n++) {
            remember(n, 0);
        }
        assertThatThrownBy(() -> cache.entry(4)).hasMessageContaining("window of 3");
        assertThatThrownBy(() -> cache.entry(0)).hasMessageContaining("frame of age 0");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldKeepItsStateWhereAFrameIsNotFinite(float value) {
        remember(1, 0);
        assertThat(remember(value, 0)).isEqualTo(Outcome.FRAME_NOT_FINITE);
        assertThat(cache.size()).isOne();
        assertThat(cache.last().getAtIndex(JAVA_FLOAT, 0)).isEqualTo(1f);
        assertThat(model.remembers).isOne();
    }

    @ParameterizedTest
    @ValueSource(floats = {1.5f, -1.0001f, Float.NaN, Float.NEGATIVE_INFINITY})
    void shouldKeepItsStateWhereAnActionIsOutOfRange(float action) {
        remember(1, 1);
        assertThat(remember(2, action)).isEqualTo(Outcome.ACTION_OUT_OF_RANGE);
        assertThat(cache.size()).isOne();
        assertThat(model.remembers).isOne();
    }

    @Test
    void shouldComeBackFromADream() {
        remember(1, 0);
        remember(2, 0);
        FrameCache.Saved saved = cache.saved();
        cache.save(saved);
        Dream dream = new Dream(model, cache, new EulerSampler(Schedule.uniform(2)), true, 0, Noise.NONE);
        for (int i = 0; i < 5; i++) {
            dream.next(new float[] {0.5f});
        }
        assertThat(cache.last().getAtIndex(JAVA_FLOAT, 0)).isEqualTo(4.5f);

        cache.restore(saved);

        assertThat(ages()).containsExactly(2, 1, 0);
        assertThat(cache.last().getAtIndex(JAVA_FLOAT, 0)).isEqualTo(2f);
        assertThat(cache.entry(2).getAtIndex(JAVA_FLOAT, 0)).isEqualTo(1f);
        dream.next(new float[] {0.5f});
        assertThat(cache.last().getAtIndex(JAVA_FLOAT, 0)).isEqualTo(2.5f);
    }
}
