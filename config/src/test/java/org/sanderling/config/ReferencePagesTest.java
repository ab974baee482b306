package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePagesTest {
    @Test
    void areWhatTheDeclarationGives() {
        for (Map.Entry<Path, String> page : ReferencePages.pages().entrySet()) {
            assertThat(ProjectHome.directory().resolve(page.getKey()))
                    .as("%s is out of date; regenerate it: %s", page.getKey(), ReferencePages.COMMAND)
                    .hasContent(page.getValue());
        }
    }

    @Test
    void areWrittenBelowTheGivenHome(@TempDir Path home) throws IOException {
        ReferencePages.main(new String[] {home.toString()});

        assertThat(Files.readString(home.resolve("docs/deployment.md")))
                .contains("| `deadlineMs` | number | ms | `40` | 1 … 10000 |")
                .contains("| `source.recording` | path |  | **required** |")
                .contains("| `limits.dofs[].stop` |");
        assertThat(home.resolve("config/deployments/deployment.schema.json")).isNotEmptyFile();
    }

    @Test
    void nameTheProfileThatTheBuildHas() throws IOException {
        assertThat(Files.readString(ProjectHome.directory().resolve("config/pom.xml")))
                .contains("<id>reference-pages</id>", ReferencePages.COMMAND);
    }
}
