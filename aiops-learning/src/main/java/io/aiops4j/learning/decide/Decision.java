package io.aiops4j.learning.decide;

import io.aiops4j.core.review.Approval;
import io.aiops4j.core.runbook.RunbookVersion;
import io.aiops4j.learning.confidence.Confidence;
import java.util.List;

/**
 * What is to happen about an incident, and why.
 *
 * <pre>{@code
 * String text = decision instanceof Decision.Escalate ? "a person is needed" : "there is a runbook";
 * }</pre>
 */
public sealed interface Decision {

    /** Why, in words. */
    List<String> reasons();

    /**
     * This version runs by itself.
     *
     * @param version which
     * @param vouched its approver vouched for it; otherwise it is proven
     * @param reasons why
     */
    record AutoRun(RunbookVersion version, boolean vouched, List<String> reasons) implements Decision {}

    /**
     * A person is asked whether this version may run now.
     *
     * @param version which
     * @param reasons why
     */
    record AskHuman(RunbookVersion version, List<String> reasons) implements Decision {}

    /**
     * Nothing that is approved is left to try: a person is needed.
     *
     * @param reasons why
     */
    record Escalate(List<String> reasons) implements Decision {}

    /**
     * A version that could run, with what is known of it.
     *
     * @param version which
     * @param mode how it was approved to run
     * @param confidence what its runs have shown
     * @param failedHere it was tried against this very incident, or shortly before it came back, and did not help
     * @param critical its target takes a person each time
     */
    record Option(
            RunbookVersion version, Approval.Mode mode, Confidence confidence, boolean failedHere, boolean critical) {}
}
