package org.sanderling.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTest {
    @Test
    void needsNothingButTheBaseModule() {
        ModuleDescriptor module = ModuleFinder.of(Path.of("target/classes"))
                .find("org.sanderling.tokenizers")
                .orElseThrow()
                .descriptor();

        assertThat(module.requires())
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("org.sanderling.tokenizers", "org.sanderling.tokenizers.csv");
    }
}
