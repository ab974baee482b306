package org.sanderling.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferenceModelsTest {
    @Test
    void agreeWithTheirGraphFiles() throws IOException {
        List<Path> directories;
        try (Stream<Path> models = Files.list(ProjectHome.directory().resolve("models"))) {
            directories = models.filter(d -> Files.exists(d.resolve(ManifestReader.FILE)))
                    .toList();
        }

        assertThat(directories).isNotEmpty().allSatisfy(d -> {
            ModelManifest manifest = ManifestReader.read(d);
            assertThat(manifest.name()).isEqualTo(d.getFileName().toString());
            assertThat(manifest.graphs()).isNotEmpty();
        });
    }

    @Test
    void fitTheDemoThatNamesThem() {
        Deployment demo = DeploymentReader.read(Demo.FILE);

        ModelManifest manifest = ManifestReader.read(demo.planner().model());

        assertThat(demo.limits().dofs())
                .extracting(Deployment.DofLimit::name)
                .isEqualTo(manifest.tokenizer().names());
        assertThat(demo.rateHz()).isEqualTo(manifest.rateHz());
    }
}
