package org.sanderling.planners;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTemplateTest {
    @Test
    void shouldRefuseASlotWithoutALegalId() {
        assertThatThrownBy(() -> new PlanTemplate.Slot("trajectory", true, 4, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slot trajectory: legal ids 4 + 0");
        assertThatThrownBy(() -> new PlanTemplate.Slot("lateral", false, 0, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slot lateral: legal ids 0 + 0");
    }

    @Test
    void shouldRefuseIdsBeyondTheVocabulary() {
        PlanTemplate.Slot slot = new PlanTemplate.Slot("trajectory", true, 4, 3, List.of());
        assertThatThrownBy(() -> new PlanTemplate(List.of(slot), 0, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slot trajectory: legal ids reach MASK or beyond the vocabulary");
    }
}
