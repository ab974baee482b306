package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sanderling.tokenizers.TokenizerSpec.Dof;
import org.sanderling.tokenizers.TokenizerSpec.InitialState;

/** The README's example is this test's. */
class ReadmeTest {
    private static final String HERE = "tokenizers/src/test/java/org/sanderling/tokenizers/ReadmeTest.java";

    @Test
    void theExampleRuns() {
        float[] chunk = new float[20 * 2];
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = (float) Math.sin(0.1 * i);
        }
        // example
        var dofs = List.of(new Dof("steering", "rad", -1), new Dof("gripper", "1", 0)); // degree 0: piecewise constant
        var min = Collections.nCopies(10 * 2, -1.5); // of each (DoF, basis); better calibrated
        var max = Collections.nCopies(10 * 2, 1.5);
        var beast = new BeastTokenizer(
                new TokenizerSpec("beast", 20, 20, 0.95, 10, 4, 256, 1e-9, dofs, min, max, InitialState.NONE, "", 0));
        int[] tokens = new int[beast.tokenCount()]; // 10 control points × 2 DoFs, basis-major
        float[] state = new float[2], action = new float[2];
        beast.encode(chunk, state, tokens, 0); // chunk: 20 samples × 2 DoFs, flat
        beast.decode(tokens, 0, state, 0.333f, action); // at any time, s
        // end

        beast.decode(tokens, 0, state, 0.5f, action);
        assertThat(action[0]).isCloseTo((float) Math.sin(2.0), org.assertj.core.api.Assertions.offset(0.02f));
    }

    @Test
    void theReadmeShowsIt() throws IOException {
        Path home = Path.of(System.getProperty("sanderling.home"));
        String example = Files.readString(home.resolve(HERE))
                .transform(s -> s.substring(s.indexOf("// example\n") + 11, s.indexOf("        // end\n")))
                .lines()
                .map(l -> l.replaceFirst("^ {8}", ""))
                .collect(Collectors.joining("\n"));

        assertThat(example.lines()).hasSizeLessThanOrEqualTo(10);
        assertThat(Files.readString(home.resolve("tokenizers/README.md"))).contains(example);
    }
}
