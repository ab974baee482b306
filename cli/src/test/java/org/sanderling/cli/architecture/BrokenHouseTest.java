package org.sanderling.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of {@link House} finds the class that breaks it on purpose: a rule that cannot fail holds nothing. */
final class BrokenHouseTest {
    private static final String BROKEN = "org.sanderling.cli.architecture.broken";
    private static final House HOUSE = new House(BROKEN);
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BROKEN);

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(HOUSE.arrows(), "tokenizers.DependsOnPlanners"),
                Arguments.of(HOUSE.arrows(), "cellar.RoomOffThePlan"),
                Arguments.of(HOUSE.noPackageCycles(), "runtime.loop.HalfACycle"),
                Arguments.of(HOUSE.foldersAreWordsOfTheDomain(), "planners.util.FolderWithoutMeaning"),
                Arguments.of(HOUSE.tokenizersArePureJava(), "tokenizers.DependsOnPlanners"),
                Arguments.of(HOUSE.onlyCompositionRootsLookThingsUp(), "runtime.LooksUpEngines"),
                Arguments.of(HOUSE.recordingHasNoNativeCallsOfOurs(), "recording.CallsNative"),
                Arguments.of(HOUSE.plannersCallNothingNative(), "Linker.nativeLinker()"),
                Arguments.of(HOUSE.plannersCallNothingNative(), "MemorySegment.reinterpret(long)"),
                Arguments.of(HOUSE.plannersNeverReadAClock(), "planners.ReadsClock.nowNs()"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFindTheClassThatBreaksTheRule(ArchRule rule, String culprit) {
        assertThat(rule.evaluate(CLASSES).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(culprit));
    }
}
