package org.sanderling.evaluation.twoways;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Golden cases written by {@code training/train_two_ways.py}. */
class TwoWaysSceneTest {
    static final Path MODELS = Path.of("").toAbsolutePath().getParent().resolve("models");

    static List<JsonNode> cases() {
        JsonNode root = new ObjectMapper()
                .readTree(MODELS.resolve("two-ways/golden.json").toFile());
        return List.copyOf(root.get("cases").values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeTheScenesOfTheTraining(JsonNode golden) {
        TwoWaysScene scene = TwoWaysScene.of(golden.get("episode").asLong());

        assertThat(new double[] {scene.obstacleXM(), scene.obstacleYM(), scene.radiusM()})
                .isEqualTo(doubles(golden.get("obstacle")));
        assertThat(scene.halfWidthM()).isEqualTo(golden.get("halfWidth").asDouble());
        assertThat(new double[] {scene.startYM(), scene.slope()}).isEqualTo(doubles(golden.get("start")));
        for (int i = 0; i < scene.history().length; i++) {
            assertThat((double) scene.history()[i])
                    .isEqualTo(golden.get("history").get(i).asDouble());
        }
        for (Side side : Side.values()) {
            assertThat(scene.hasRoom(side))
                    .isEqualTo(golden.get("room").get(side.ordinal()).asBoolean());
            assertThat(scene.expert(side, 20)).isEqualTo(doubles(golden.get(side == Side.LEFT ? "left" : "right")));
        }
        assertThat(scene.expertSide().ordinal()).isEqualTo(golden.get("side").asInt());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldShowTheTrainingsPictures(JsonNode golden) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment image = arena.allocate((long) ScenePicture.HEIGHT_PX * ScenePicture.WIDTH_PX * 3);
            ScenePicture.draw(TwoWaysScene.of(golden.get("episode").asLong()), image);
            long sum = 0;
            long weighted = 0;
            for (long i = 0; i < image.byteSize(); i++) {
                int value = Byte.toUnsignedInt(image.get(ValueLayout.JAVA_BYTE, i));
                sum += value;
                weighted += value * (i % 251 + 1);
            }
            assertThat(sum).isEqualTo(golden.get("imageSum").asLong());
            assertThat(weighted).isEqualTo(golden.get("imageWeightedSum").asLong());
        }
    }

    @Test
    void shouldHaveRoomOnBothSidesMostlyAndOnOneAlways() {
        List<TwoWaysScene> scenes =
                LongStream.range(0, 4000).mapToObj(TwoWaysScene::of).toList();

        assertThat(scenes).allMatch(s -> s.hasRoom(Side.LEFT) || s.hasRoom(Side.RIGHT));
        long both = scenes.stream()
                .filter(s -> s.hasRoom(Side.LEFT) && s.hasRoom(Side.RIGHT))
                .count();
        assertThat(both).isBetween(3200L, 3800L);
        long left = scenes.stream().filter(s -> s.expertSide() == Side.LEFT).count();
        assertThat(left).isBetween(1850L, 2150L);
    }

    private static double[] doubles(JsonNode values) {
        double[] array = new double[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i).asDouble();
        }
        return array;
    }
}
