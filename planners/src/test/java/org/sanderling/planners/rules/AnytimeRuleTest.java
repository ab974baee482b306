package org.sanderling.planners.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.sanderling.planners.Observation;
import org.sanderling.planners.Plan;
import org.sanderling.planners.PlanCheck;
import org.sanderling.planners.PlanTemplate;
import org.sanderling.planners.PlanTemplate.Group;
import org.sanderling.planners.decode.DecoderSettings;
import org.sanderling.planners.decode.Incumbent;
import org.sanderling.planners.decode.MaskedDiffusionDecoder;
import org.sanderling.planners.decode.StepTrace;
import org.sanderling.planners.decode.StopReason;

class AnytimeRuleTest {
    private static final Map<String, Double> UNHURRIED = Map.of("sure", 1.0, "unchanged", 0.0);

    private static StepTrace decode(
            TableModel model, DecoderSettings settings, Plan plan, int[] budget, PlanCheck check) {
        PlanTemplate template = model.template;
        int n = template.size();
        MaskedDiffusionDecoder decoder = new MaskedDiffusionDecoder(
                template,
                model,
                settings,
                Rules.create(RuleParts.of(template, settings)),
                new Incumbent((p, o) -> {}, check, new Plan(n, 1, 1, 1), new Plan(n, 1, 1, 1), p -> {}));
        StepTrace trace = new StepTrace(settings.maxForwards(), n);
        int[] forced = new int[n];
        Arrays.fill(forced, -1);
        decoder.decode(new Observation(1, 1, 1, 1, 1), 0, s -> s < budget.length ? budget[s] : 0, forced, plan, trace);
        return trace;
    }

    private static int[] countDown(int forwards) {
        int[] budget = new int[forwards];
        Arrays.setAll(budget, i -> forwards - i);
        return budget;
    }

    @Property(tries = 200)
    void shouldFillEverySlotWithinTheBudgetAndNeverTwoOfAGroupBeforeTheLastForward(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int forwards) {
        PlanTemplate plain = Naive.template(8);
        List<Group> groups =
                List.of(new Group("a", List.of(0, 1, 2), List.of()), new Group("b", List.of(3, 4), List.of("a")));
        TableModel model = new TableModel(
                new PlanTemplate(plain.slots(), plain.maskId(), plain.vocabulary(), groups), seed, 0.5, 1);
        Plan plan = new Plan(8, 1, 1, 1);
        StepTrace trace = decode(
                model, Naive.settings("anytime", 20, 0, UNHURRIED), plan, countDown(forwards), (p, o) -> PlanCheck.OK);
        assertThat(trace.steps).isLessThanOrEqualTo(forwards);
        assertThat(plan.tokens).doesNotContain(plain.maskId());
        if (forwards == 12) {
            assertThat(List.of(trace.slotStep[0], trace.slotStep[1], trace.slotStep[2]))
                    .doesNotHaveDuplicates();
            int last = Math.max(trace.slotStep[0], Math.max(trace.slotStep[1], trace.slotStep[2]));
            assertThat(trace.slotStep[3]).isGreaterThan(last).isNotEqualTo(trace.slotStep[4]);
        }
    }

    @Test
    void shouldPublishTheIncumbentWhereTheDecodedPlanIsNotValid() {
        TableModel model = new TableModel(Naive.template(8), 4, 0.9, 1);
        List<int[]> seen = new ArrayList<>();
        Plan plan = new Plan(8, 1, 1, 1);
        // only the first shadow plan may be published
        StepTrace trace = decode(model, Naive.settings("anytime", 20, 0, UNHURRIED), plan, countDown(20), (p, o) -> {
            seen.add(p.tokens.clone());
            return seen.size() == 1 ? PlanCheck.OK : 1;
        });
        assertThat(trace.incumbentStep).isZero();
        assertThat(plan.tokens).isEqualTo(seen.getFirst());
        assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.INCUMBENT);
    }

    @Test
    void shouldStopWhenTheValidPlanHasNotChangedForTwoForwards() {
        TableModel model = new TableModel(Naive.template(10), 4, 0, 1);
        Plan plan = new Plan(10, 1, 1, 1);
        StepTrace trace = decode(
                model,
                Naive.settings("anytime", 20, 0, Map.of("sure", 1.0, "delta", 0.99, "factor", 0.0)),
                plan,
                countDown(20),
                (p, o) -> PlanCheck.OK);
        assertThat(trace.steps).isEqualTo(2);
        assertThat(StopReason.values()[plan.stopReason]).isEqualTo(StopReason.EARLY);
    }

    @Test
    void shouldSpendForwardsThatAreLeftOverOnTheSlotsThatItWasLeastSureOf() {
        TableModel model = new TableModel(Naive.template(8), 9, 0.9, 1);
        Map<String, Double> revise = Map.of("sure", 1.0, "unchanged", 0.0, "revise", 2.0, "reviseBelow", 1.0);
        Plan plan = new Plan(8, 1, 1, 1);
        StepTrace trace =
                decode(model, Naive.settings("anytime", 30, 0, revise), plan, countDown(30), (p, o) -> PlanCheck.OK);
        assertThat(Arrays.stream(trace.remasked).sum()).isEqualTo(2);
        assertThat(plan.tokens).doesNotContain(model.template.maskId());
    }

    @Test
    void shouldRefuseUnknownParametersAndGroupsInACircle() {
        PlanTemplate t = Naive.template(4);
        assertThatThrownBy(() -> Rules.create(RuleParts.of(t, Naive.settings("anytime", 5, 0, Map.of("speed", 1.0)))))
                .hasMessageContaining("no parameter 'speed'; it has: delta");
        assertThatThrownBy(() -> Rules.create(RuleParts.of(t, Naive.settings("anytime", 5, 0, Map.of("sure", 2.0)))))
                .hasMessageContaining("sure: 2.0; allowed: 0.0 … 1.0");
        assertThatThrownBy(() -> new PlanTemplate(
                        t.slots(),
                        t.maskId(),
                        t.vocabulary(),
                        List.of(new Group("a", List.of(0), List.of("b")), new Group("b", List.of(1), List.of("a")))))
                .hasMessageContaining("a after b after a");
    }
}
