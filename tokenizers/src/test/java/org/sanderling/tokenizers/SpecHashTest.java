package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerOptions.Continuity;
import org.sanderling.tokenizers.TokenizerOptions.Merge;
import org.sanderling.tokenizers.TokenizerOptions.Rotation;
import org.sanderling.tokenizers.TokenizerOptions.RotationKind;

class SpecHashTest {
    private static TokenizerSpec spec() {
        return Specs.beast(20, 10, 4, 2, 1);
    }

    @Test
    void theSameSpecHasTheSameHash() {
        assertThat(spec().hash()).isEqualTo(spec().hash()).hasSize(64);
    }

    @Test
    void everyValueChangesIt() {
        TokenizerOptions none = TokenizerOptions.NONE;
        TokenizerSpec spec = spec();
        List<Double> wider = Collections.nCopies(20, 2.75);
        List<String> hashes = Stream.of(
                        spec,
                        Specs.beast(21, 10, 4, 2, 1),
                        Specs.beast(20, 9, 4, 2, 1),
                        Specs.beast(20, 10, 3, 2, 1),
                        Specs.beast(20, 10, 4, 2, 0),
                        spec.withVocabulary(255),
                        spec.withBounds(spec.boundsMin(), wider),
                        spec.withOptions(none.withDelayS(0.1)),
                        spec.withOptions(none.withContinuity(Continuity.POSITION, List.of())),
                        spec.withOptions(none.withContinuity(Continuity.POSITION, List.of(1.0, 2.0))),
                        spec.withOptions(none.withScale(9)),
                        spec.withOptions(none.withMerges(List.of(new Merge(1, 2)))),
                        spec.withOptions(none.withContinuous(true)),
                        spec.withOptions(
                                none.withRotations(List.of(new Rotation(RotationKind.QUATERNION, List.of("a"))))),
                        spec.withOptions(none.withClipWarningShare(0.1)))
                .map(TokenizerSpec::hash)
                .toList();

        assertThat(hashes).doesNotHaveDuplicates();
    }
}
