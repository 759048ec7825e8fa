package io.aiops4j.core.runbook;

import io.aiops4j.core.Parameter;
import io.aiops4j.core.document.Findings;
import io.aiops4j.core.document.Form;
import io.aiops4j.core.verify.Check;
import java.util.List;

/** Finds what is wrong with conditions: what they read, and what could never be told or never fail. */
final class ConditionCheck {

    private final Runbook runbook;
    private final Findings findings;

    ConditionCheck(Runbook runbook, Findings findings) {
        this.runbook = runbook;
        this.findings = findings;
    }

    void all(String path, List<Check> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            one(path + "[" + i + "]", conditions.get(i));
        }
    }

    void one(String path, Check condition) {
        String name = condition.parameter();
        Parameter declared = name == null ? null : runbook.parameter(name);
        findings.require(
                name == null || declared != null || RunValues.BUILT_IN.contains(name),
                path,
                "it reads '" + name + "', which is not declared",
                "declare it under parameters, or use one of " + RunValues.BUILT_IN);
        String subject = condition.subject();
        String rest = condition.text().substring(subject.length()).strip();
        String operand = rest.substring(rest.indexOf(' ') + 1).strip();
        boolean quoted = operand.startsWith("'");
        findings.require(
                !quoted || !operand.contains("${"),
                path,
                "a parameter in quotes is not filled in: " + Form.brief(operand),
                "write it without quotes: " + subject + " = ${name}");
        findings.require(
                !operand.equals(subject),
                path,
                "it compares '" + Form.brief(subject) + "' with itself",
                "compare it with another value, or remove it");
        boolean order = rest.startsWith("<") || rest.startsWith(">");
        boolean text = (quoted && !isNumber(operand.substring(1, operand.length() - 1)))
                || (declared != null && declared.type() == Parameter.Type.BOOLEAN)
                || (declared != null && declared.type() == Parameter.Type.TEXT && !isNumeric(declared));
        findings.require(
                !order || !text,
                path,
                "it asks whether a number is greater or less than a text, which cannot be told",
                "compare with a number, with = or != , or declare the parameter as number");
    }

    private static boolean isNumeric(Parameter declared) {
        return !declared.allowed().isEmpty() && declared.allowed().stream().allMatch(ConditionCheck::isNumber);
    }

    private static boolean isNumber(String text) {
        return Parameter.number("x").refusal(text) == null;
    }
}
