package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanderling.config.YamlNode.Kind;
import org.sanderling.config.YamlNode.Mapping;
import org.sanderling.config.YamlNode.Scalar;
import org.sanderling.config.YamlNode.Sequence;

class YamlTreeTest {
    private static final Path NAME = Path.of("some/file.yaml");

    @TempDir
    Path folder;

    @Test
    void keepsTheLineOfEachKeyAndValue() {
        Mapping root = YamlTree.parse("a: 1\nb:\n  - x\n  - y: 2\n", NAME);

        assertThat(root.entry("a").place()).hasToString("some/file.yaml:1");
        Sequence list = (Sequence) root.entry("b").value();
        assertThat(list.items().get(1).place()).hasToString("some/file.yaml:4");
    }

    @Test
    void resolvesScalarsByTheCoreSchema() {
        assertThat(kind("40")).isEqualTo(Kind.WHOLE);
        assertThat(kind("1.5e-3")).isEqualTo(Kind.REAL);
        assertThat(kind("true")).isEqualTo(Kind.FLAG);
        assertThat(kind("~")).isEqualTo(Kind.EMPTY);
        assertThat(kind("yes")).isEqualTo(Kind.TEXT);
        assertThat(kind("'40'")).isEqualTo(Kind.TEXT);
    }

    @Test
    void expandsAnAlias() {
        Mapping root = YamlTree.parse("a: &s [1, 2]\nb: *s\n", NAME);

        assertThat(root.entry("b").value()).isEqualTo(root.entry("a").value());
    }

    @Test
    void refusesABillionLaughs() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(9, alias))));
        }
        within(() -> refused(bomb.toString()).hasMessageMatching("some/file.yaml:\\d+: more than 100000 values.*"));
    }

    @Test
    void refusesManyAliasesAndRecursiveOnes() {
        refused("a: &a 1\nb: [" + "*a, ".repeat(101) + "1]\n")
                .hasMessage("some/file.yaml:2: more than 100 aliases; write the values out");
        refused("a: &a [*a]\n").hasMessageStartingWith("some/file.yaml:1: alias *a stands for nothing");
        refused("a: *nothing\n").hasMessageStartingWith("some/file.yaml:1: alias *nothing stands for nothing");
    }

    @Test
    void refusesDeepNesting() {
        within(() -> refused("a: " + "[".repeat(100_000)).hasMessageContaining("nested deeper than 32 levels"));
        within(() -> refused("a: " + "{a: ".repeat(50_000)).hasMessageContaining("nested deeper than 32 levels"));
        String indented =
                IntStream.range(0, 40).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
        refused(indented).hasMessageContaining("some/file.yaml:33: nested deeper than 32 levels");
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        refused("a: " + "x".repeat(1 << 20)).hasMessageContaining("some/file.yaml: is longer than 1048576");
        Path file = Files.writeString(folder.resolve("long.yaml"), "a: " + "x".repeat(1 << 20));
        assertThatThrownBy(() -> YamlTree.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ": is longer than 1048576 bytes; this is no configuration file");
        within(() -> refused("a: [" + "1,".repeat(400_000) + "1]").hasMessageContaining("more than 100000 values"));
    }

    @Test
    void refusesKeysGivenTwice() {
        refused("a: 1\nb: 2\na: 3\n").hasMessage("some/file.yaml:3: \"a\" is given twice, first in line 1; keep one");
    }

    @Test
    void refusesTagsAndKeysThatAreNoText() {
        refused("a: !!java.net.URL [http://x]\n").hasMessageStartingWith("some/file.yaml:1: tag ");
        refused("a: !x 1\n").hasMessage("some/file.yaml:1: tag \"!x\" is not supported; write the plain value");
        refused("? [a, b]\n: 1\n").hasMessage("some/file.yaml:1: a key must be text");
    }

    @Test
    void saysWhereYamlIsBroken() {
        refused("a: 1\nb:\n\t- x\n")
                .hasMessageStartingWith("some/file.yaml:3: not YAML: ")
                .hasMessageContaining("TAB");
        refused("a: [1, 2\nb: 3\n").hasMessageMatching("some/file.yaml:\\d: not YAML: .*");
        refused("a: \"x\n").hasMessageStartingWith("some/file.yaml:").hasMessageContaining("not YAML");
        refused("a: 1\nb: \u0007\n")
                .hasMessage("some/file.yaml:2: not YAML: character U+0007 is not allowed; remove it");
    }

    @Test
    void wantsOneMappingInOneDocument() {
        refused("").hasMessage("some/file.yaml:1: is empty; write `key: value` lines");
        refused("# nothing\n").hasMessageContaining("is empty");
        refused("- 1\n").hasMessage("some/file.yaml:1: is a list; write `key: value` lines");
        refused("just words\n").hasMessageContaining("is text; write `key: value` lines");
        refused("a: 1\n---\nb: 2\n").hasMessage("some/file.yaml:2: a second document begins; keep one to a file");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "a: 1\nb: Zürich\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> YamlTree.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ":2: byte 0xFC at offset 9 is not UTF-8; save the file as UTF-8");
    }

    @Test
    void readsAFileWithAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("bom.yaml"), "\uFEFFa: 1\n");

        assertThat(YamlTree.read(file).entry("a")).isNotNull();
    }

    @Test
    void namesAFileThatIsMissingOrADirectory() {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> YamlTree.read(missing)).hasMessage(missing + ": no such file; check the path");
        assertThatThrownBy(() -> YamlTree.read(folder)).hasMessage(folder + ": is a directory; give the YAML file");
    }

    @Property(tries = 2000)
    void neverFailsWithAnythingButOneLine(
            @ForAll
                    @StringLength(max = 60)
                    @CharRange(from = ' ', to = '~')
                    @Chars({'\n', '\t', ':', '-', '&', '*', '!', '[', ']', '{', '}', '"', '\'', '|', '>', '%', '\u0085'
                    })
                    String text) {
        try {
            assertThat(YamlTree.parse(text, NAME).entries()).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).startsWith("some/file.yaml").doesNotContain("\n");
        }
    }

    @Example
    void showsHostileTextInOneShortLine() {
        Scalar scalar = new Scalar(Place.of(NAME), "x\n\u001b[31m" + "y".repeat(1000), Kind.TEXT);

        assertThat(scalar.shown())
                .hasSizeLessThan(90)
                .doesNotContain("\n", "\u001b")
                .contains("\\u000a", "\\u001b");
    }

    private static Kind kind(String value) {
        return ((Scalar) YamlTree.parse("a: " + value, NAME).entry("a").value()).kind();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
        return assertThatThrownBy(() -> YamlTree.parse(text, NAME))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    /** Hostile input must end at a limit, not by using up memory or minutes. */
    private static void within(Runnable check) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), check::run);
    }
}
