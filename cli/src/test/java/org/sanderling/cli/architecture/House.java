package org.sanderling.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The rules of the house, over the modules below one root package. The root is an argument so that a test can hold the same rules against a
 * house that breaks them.
 */
record House(String root) {
    /** Who may use whom directly; whoever may use a module may use what that one uses. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("tokenizers", Set.of()),
            Map.entry("recording", Set.of()),
            Map.entry("planners", Set.of("tokenizers")),
            Map.entry("config", Set.of("planners")),
            Map.entry("runtime", Set.of("config", "recording")),
            Map.entry("ros", Set.of("config", "recording")),
            Map.entry("gateway", Set.of("ros", "runtime")),
            Map.entry("evaluation", Set.of("runtime")),
            Map.entry("simulation", Set.of("runtime")),
            Map.entry("tensorrt", Set.of("runtime")),
            Map.entry("benchmarks", Set.of("gateway", "evaluation", "simulation", "tensorrt")),
            Map.entry("cli", Set.of("gateway", "evaluation", "simulation", "tensorrt", "benchmarks")),
            Map.entry("hil", Set.of("cli")));

    private static final Set<String> CLOCK_READS =
            Set.of("nanoTime", "currentTimeMillis", "now", "systemUTC", "systemDefaultZone");

    ArchRule arrows() {
        var layers = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .withOptionalLayers(true);
        for (String module : ARROWS.keySet()) {
            layers = layers.layer(module).definedBy(in(module));
        }
        for (String module : ARROWS.keySet()) {
            Set<String> reachable = reachable(module);
            layers = reachable.isEmpty()
                    ? layers.whereLayer(module).mayNotAccessAnyLayer()
                    : layers.whereLayer(module).mayOnlyAccessLayers(reachable.toArray(String[]::new));
        }
        return layers.ensureAllClassesAreContainedInArchitecture();
    }

    ArchRule noPackageCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule foldersAreWordsOfTheDomain() {
        return ArchRuleDefinition.noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..utils..",
                        "..impl..",
                        "..manager..",
                        "..common..",
                        "..helper..",
                        "..helpers..",
                        "..misc..");
    }

    ArchRule tokenizersArePureJava() {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(in("tokenizers"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", in("tokenizers"))
                .allowEmptyShould(true);
    }

    ArchRule onlyCompositionRootsLookThingsUp() {
        DescribedPredicate<JavaClass> compositionRoot = resideInAPackage(in("cli"))
                .or(describe("the gateway's main", c -> c.getName().equals(root + ".gateway.Main")));
        return ArchRuleDefinition.noClasses()
                .that(not(compositionRoot))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ServiceLoader.class);
    }

    ArchRule recordingHasNoNativeCallsOfOurs() {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(in("recording"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Linker.class, SymbolLookup.class)
                .allowEmptyShould(true);
    }

    ArchRule plannersCallNothingNative() {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(in("planners"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Linker.class, SymbolLookup.class)
                .orShould()
                .accessTargetWhere(describe(
                        "a restricted method of MemorySegment",
                        access -> access.getTargetOwner().isEquivalentTo(MemorySegment.class)
                                && access.getName().equals("reinterpret")))
                .allowEmptyShould(true);
    }

    ArchRule plannersNeverReadAClock() {
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(in("planners"))
                .should()
                .accessTargetWhere(describe("a reading of the JDK's clocks", House::readsClock))
                .allowEmptyShould(true);
    }

    private static boolean readsClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return (owner.equals("java.lang.System") || owner.startsWith("java.time."))
                && CLOCK_READS.contains(access.getName());
    }

    private static Set<String> reachable(String module) {
        Set<String> found = new LinkedHashSet<>();
        for (String used : ARROWS.get(module)) {
            found.add(used);
            found.addAll(reachable(used));
        }
        return found;
    }

    private String in(String module) {
        return root + "." + module + "..";
    }
}
