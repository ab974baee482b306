package org.sanderling.runtime.world;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanderling.config.ConfigException;
import org.sanderling.config.ManifestReader;
import org.sanderling.config.ModelManifest;
import org.sanderling.config.ProjectHome;
import org.sanderling.planners.world.Dream;
import org.sanderling.planners.world.FrameBlock;
import org.sanderling.planners.world.FrameCache;
import org.sanderling.planners.world.Outcome;
import org.sanderling.planners.world.Speculation;
import org.sanderling.planners.world.WorldShape;
import org.sanderling.runtime.engine.WorldGraphs;
import org.sanderling.runtime.engine.onnxruntime.OnnxRuntimeEngine;

/** The reference world model on the real engine. */
class DonkeyWorldTest {
    private static final int REMEMBERED = 9;
    private static final int EVERY = 16;

    private final ModelManifest manifest =
            ManifestReader.read(ProjectHome.directory().resolve("models/donkey-world"));
    private final WorldGraphs model = new WorldGraphs(manifest, new OnnxRuntimeEngine());
    private final WorldShape shape = model.shape();
    private final FrameCache cache = new FrameCache(model);
    private final MemorySegment frame = Arena.ofAuto().allocate(JAVA_FLOAT, shape.latent());

    @AfterEach
    void close() {
        model.close();
    }

    /** The frames of golden.txt, as training/train_world.py makes them. */
    private MemorySegment frame(int number) {
        for (int i = 0; i < shape.latent(); i++) {
            frame.setAtIndex(JAVA_FLOAT, i, (float) Math.sin(0.37 * i + 1.3 * number));
        }
        return frame;
    }

    private static float[] action(int number) {
        return new float[] {(float) (0.8 * Math.sin(0.9 * number)), (float) (0.5 + 0.3 * Math.cos(0.7 * number))};
    }

    /** Ten frames in one forward of PyTorch over the whole sequence, against nine remembered in a ring and one drawn. */
    @Test
    void shouldRememberWhatRecomputingFromScratchGives() throws IOException {
        List<String> lines = Files.readAllLines(manifest.directory().resolve("golden.txt"));
        for (int n = 0; n < REMEMBERED; n++) {
            assertThat(cache.remember(frame(n), action(n))).isEqualTo(Outcome.TAKEN);
        }
        FrameBlock block = model.block(1);
        MemorySegment.copy(frame(REMEMBERED), 0, block.noisy(), 0, frame.byteSize());
        block.time().setAtIndex(JAVA_FLOAT, 0, 0.25f);
        MemorySegment.copy(action(REMEMBERED), 0, block.action(), JAVA_FLOAT, 0, 2);

        block.run();

        assertThat(lines).hasSize(shape.latent() / EVERY);
        for (int i = 0; i < lines.size(); i++) {
            assertThat((double) block.velocity().getAtIndex(JAVA_FLOAT, (long) i * EVERY))
                    .isCloseTo(Double.parseDouble(lines.get(i)), within(1e-4));
        }
    }

    @Test
    void shouldNotDependOnWhereInTheRingAFrameLies() {
        for (int n = 0; n < 40; n++) {
            cache.remember(frame(n), action(n));
        }
        Dream dream = WorldSampling.of(manifest, 4, "point", null, 1).dream(model, cache);
        dream.draw(action(0));
        float[] first = dream.frame().toArray(JAVA_FLOAT);
        cache.reset();
        // One frame fewer before the same last ones: every slot is another.
        for (int n = 1; n < 40; n++) {
            cache.remember(frame(n), action(n));
        }
        dream.draw(action(0));
        for (int i = 0; i < first.length; i++) {
            assertThat(dream.frame().getAtIndex(JAVA_FLOAT, i)).isCloseTo(first[i], within(1e-4f));
        }
    }

    @Test
    void shouldDrawTheSameBitsFromTheSameSeed() {
        float[] one = sampled(7);
        assertThat(sampled(7)).isEqualTo(one);
        assertThat(sampled(8)).isNotEqualTo(one);
    }

    private float[] sampled(long seed) {
        cache.reset();
        Dream dream = WorldSampling.of(manifest, 2, "sample", null, seed).dream(model, cache);
        cache.remember(frame(0), action(0));
        for (int n = 1; n < 4; n++) {
            assertThat(dream.next(action(n))).isEqualTo(Outcome.TAKEN);
        }
        return dream.frame().toArray(JAVA_FLOAT);
    }

    @Test
    void shouldAllocateNothingAFrame() {
        Dream dream = WorldSampling.of(manifest, 1, "sample", null, 1).dream(model, cache);
        Speculation speculation =
                WorldSampling.of(manifest, 1, "point", null, 1).speculation(model, cache);
        float[] action = action(0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        int block = shape.blocks().get(1);
        cache.remember(frame(0), action);
        for (int n = -300; n < 100; n++) {
            if (n == 0) {
                threads.getCurrentThreadAllocatedBytes();
                before = threads.getCurrentThreadAllocatedBytes();
            }
            model.encode();
            dream.next(action);
            dream.picture();
            speculation.next(action, block);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100);
    }

    @Test
    void shouldRefuseAPlannersDirectory() {
        ModelManifest planner = ManifestReader.read(ProjectHome.directory().resolve("models/donkey-planner"));
        assertThatThrownBy(() -> new WorldGraphs(planner, new OnnxRuntimeEngine()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a planner, not a world model");
    }

    @Test
    void shouldWatchACamera() {
        WorldMonitor monitor = new WorldMonitor(model, manifest);
        float[] straight = {0, 0.5f};
        for (int n = 0; n < 6; n++) {
            paint(n);
            assertThat(monitor.see()).isEqualTo(n > 1 && n > shape.window() - 1);
            assertThat(monitor.expect(straight)).isEqualTo(Outcome.TAKEN);
        }
        double moving = monitor.score();
        model.image().fill((byte) 0);
        monitor.see();
        assertThat(monitor.score()).isGreaterThan(moving);
        assertThat(monitor.trust()).isBetween(0.0, 1.0);
        assertThat(monitor.expect(new float[] {3, 0})).isEqualTo(Outcome.ACTION_OUT_OF_RANGE);
        paint(9);
        assertThat(monitor.see()).isFalse();
        monitor.reset();
        assertThat(monitor.score()).isZero();
    }

    /** Stripes that move. */
    private void paint(int number) {
        for (int i = 0; i < shape.imageBytes(); i++) {
            int column = i / 3 % shape.imageWidthPx();
            model.image().set(JAVA_BYTE, i, (byte) ((column + 2 * number) / 16 % 2 == 0 ? 60 : 160));
        }
    }
}
