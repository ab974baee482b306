package org.sanderling.cli.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows of docs/decisions/0002 over all modules. That the rules can fail: {@link BrokenHouseTest}. */
@AnalyzeClasses(packages = "org.sanderling", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final House HOUSE = new House("org.sanderling");

    @ArchTest
    static final ArchRule arrows = HOUSE.arrows();

    @ArchTest
    static final ArchRule noPackageCycles = HOUSE.noPackageCycles();

    @ArchTest
    static final ArchRule foldersAreWordsOfTheDomain = HOUSE.foldersAreWordsOfTheDomain();

    @ArchTest
    static final ArchRule tokenizersArePureJava = HOUSE.tokenizersArePureJava();

    @ArchTest
    static final ArchRule onlyCompositionRootsLookThingsUp = HOUSE.onlyCompositionRootsLookThingsUp();

    @ArchTest
    static final ArchRule recordingHasNoNativeCallsOfOurs = HOUSE.recordingHasNoNativeCallsOfOurs();

    @ArchTest
    static final ArchRule plannersCallNothingNative = HOUSE.plannersCallNothingNative();

    @ArchTest
    static final ArchRule plannersNeverReadAClock = HOUSE.plannersNeverReadAClock();
}
