package org.sanderling.planners.world;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpeculationTest {
    private final FakeFrameModel model = new FakeFrameModel();
    private final FrameCache cache = new FrameCache(model);
    private final Speculation speculation = new Speculation(model, cache, samplers(), true, 0, Noise.NONE);

    private static Sampler[] samplers() {
        return IntStream.range(0, 3)
                .mapToObj(i -> (Sampler) new RectifiedFlowConsistency(Schedule.uniform(2)))
                .toArray(Sampler[]::new);
    }

    private float next(float action, int ahead) {
        assertThat(speculation.next(new float[] {action}, ahead)).isEqualTo(Outcome.TAKEN);
        return speculation.frame().getAtIndex(JAVA_FLOAT, 0);
    }

    @Test
    void shouldKeepThePrefixWhoseActionsAreEqual() {
        start();
        assertThat(next(0.5f, 4)).isEqualTo(0.5f);
        assertThat(next(0.5f, 4)).isEqualTo(1f);
        assertThat(speculation.inHand()).isEqualTo(2);
        assertThat(next(-0.25f, 4)).isEqualTo(0.75f); // differs: the two left are discarded
        assertThat(speculation.inHand()).isEqualTo(3);
        assertThat(model.forwards).containsExactly(4, 4, 4, 4);
        assertThat(speculation.proposed()).isEqualTo(6);
        assertThat(speculation.accepted()).isEqualTo(1);
    }

    @Test
    void shouldDrawOneFrameAForwardWhereNothingIsSpeculated() {
        start();
        next(0.5f, 1);
        next(0.5f, 1);
        assertThat(model.forwards).containsExactly(1, 1, 1, 1);
        assertThat(speculation.proposed()).isZero();
    }

    @Test
    void shouldRefuseABlockThatTheModelHasNot() {
        start();
        assertThatThrownBy(() -> speculation.next(new float[] {0}, 3))
                .hasMessageContaining("a block of 3 frames: this model has blocks of [1, 2, 4]");
        assertThatThrownBy(() -> speculation.next(new float[] {0}, 8)).hasMessageContaining("a block of 8 frames");
        assertThat(cache.remembered()).isOne();
    }

    @Test
    void shouldRefuseAnActionOutOfRange() {
        start();
        assertThat(speculation.next(new float[] {2}, 2)).isEqualTo(Outcome.ACTION_OUT_OF_RANGE);
        assertThat(model.forwards).isEmpty();
    }

    /** In this world a block is exact while its action persists, so speculation must give the frames of one-by-one generation. */
    @Property(tries = 200)
    void shouldGiveTheFramesOfOneByOneGeneration(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -2, max = 2) Integer> actions,
            @ForAll @IntRange(min = 0, max = 2) int block) {
        FakeFrameModel other = new FakeFrameModel();
        FrameCache plainCache = new FrameCache(other);
        Dream plain = new Dream(other, plainCache, samplers()[0], true, 0, Noise.NONE);
        plainCache.remember(zero(), new float[1]);
        FakeFrameModel mine = new FakeFrameModel();
        FrameCache mineCache = new FrameCache(mine);
        mineCache.remember(zero(), new float[1]);
        Speculation ahead = new Speculation(mine, mineCache, samplers(), true, 0, Noise.NONE);
        for (int quarter : actions) {
            float[] action = {quarter / 4f};
            plain.next(action);
            ahead.next(action, FakeFrameModel.SHAPE.blocks().get(block));
            assertThat(ahead.frame().getAtIndex(JAVA_FLOAT, 0))
                    .isEqualTo(plain.frame().getAtIndex(JAVA_FLOAT, 0));
        }
        assertThat(ahead.accepted()).isLessThanOrEqualTo(ahead.proposed());
    }

    private void start() {
        cache.remember(zero(), new float[1]);
    }

    private static MemorySegment zero() {
        return Arena.ofAuto().allocate(JAVA_FLOAT, 2);
    }

    @Test
    void shouldNotSpeculateUntilThatWasMeasuredToBeFaster() {
        SpeculationPolicy policy = new SpeculationPolicy(FakeFrameModel.SHAPE);
        assertThat(policy.frames()).isOne();
        for (int i = 0; i < 100; i++) {
            policy.saw(true);
        }
        policy.took(1, 1_000_000);
        assertThat(policy.frames()).isOne();
        policy.took(4, 3_999_999); // no faster than four of one
        assertThat(policy.frames()).isOne();
        policy.took(2, 1_500_000);
        assertThat(policy.frames()).isEqualTo(2);
        for (int i = 0; i < 100; i++) {
            policy.saw(false);
        }
        assertThat(policy.frames()).isOne();
    }

    @Test
    void shouldExpectTheFramesBeforeTheFirstChange() {
        SpeculationPolicy policy = new SpeculationPolicy(FakeFrameModel.SHAPE);
        policy.saw(true);
        assertThat(policy.expected(4)).isEqualTo(4);
        for (int i = 0; i < 1000; i++) {
            policy.saw(false);
        }
        assertThat(policy.expected(4)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
    }
}
