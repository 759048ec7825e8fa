package io.aiops4j.learning.llm;

import io.aiops4j.core.regex.RegexSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what reads like an instruction to a model, also behind encodings. It misses what nobody thought of; nothing rests on it but that
 * a person is told.
 */
final class InstructionScan {

    private static final int MOST = 10;

    private record Sign(String what, String regex) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign(
                    "an instruction to ignore what was said before",
                    "(?i)\\b(ignore|disregard|forget|override|bypass)\\b[^.]{0,40}\\b(previous|prior|above|earlier|all|any|these|your|the|system)\\b[^.]{0,30}\\b(instruction|rule|prompt|direction|guideline|message|constraint|polic|check|safety)"),
            new Sign(
                    "an instruction to ignore what was said before, in another language",
                    "(?i)(ignorier|vergiss|missachte)[^.]{0,40}(anweisung|regel|vorherig)|(ignore|oublie)[^.]{0,30}(instructions? pr[ée]c|consignes)|(ignora|olvida)[^.]{0,30}(instruccion|anterior)|忽略.{0,12}(指令|指示|说明)|игнорируй"),
            new Sign(
                    "words that give the model another role",
                    "(?i)\\byou are (now|no longer|an?)\\b|\\bact as (an?|the)\\b|\\bpretend (to be|that)\\b|\\b(developer|admin|god|debug|maintenance) mode\\b|\\bas (an? )?(ai|assistant|language model)\\b"),
            new Sign(
                    "the marks of a conversation",
                    "(?i)<\\|(im_start|im_end|system|user|assistant|endoftext)\\|>|\\[/?inst\\]|<</?sys>>|(^|\\n)\\s*(###\\s*)?(system|assistant|developer)( prompt| message)?\\s*:|</?(system|instructions?)>"),
            new Sign(
                    "an instruction to run something",
                    "(?i)\\b(call|execute|invoke|run|use|trigger|add)\\b[^.\\n]{0,40}\\b(action|tool|function|command|step|script)\\b|\\b(drop table|rm -rf|curl [^\\n]*\\| *(ba)?sh)\\b"),
            new Sign(
                    "an instruction about approval or verification",
                    "(?i)\\b(approve|auto-?approve|without (an )?approval|no approval|skip|remove|drop|disable|delete)\\b[^.\\n]{0,40}\\b(approval|review|verification|check|precondition|guardrail|draft|proposal)s?\\b|\\bapprove (this|it|the)\\b"),
            new Sign(
                    "an instruction to close an incident",
                    "(?i)\\b(close|resolve|suppress|dismiss|mute|silence)\\b[^.\\n]{0,30}\\b(incident|alert|alarm|signal)s?\\b|\\bmark[^.\\n]{0,30}\\b(resolved|fixed|closed|healthy)\\b"),
            new Sign(
                    "an instruction about scope",
                    "(?i)\\b(widen|extend|expand|apply|change)\\b[^.\\n]{0,40}\\b(scope|all (services|targets|clients|hosts)|every (service|target|client|host)|target)\\b"),
            new Sign(
                    "an instruction to be sure",
                    "(?i)\\b(set|raise|report|state|use)\\b[^.\\n]{0,30}\\bconfidence\\b|\\bconfidence\\b[^.\\n]{0,20}\\b(1\\.0|100 ?%|maximum)"),
            new Sign(
                    "an instruction to tell what is secret",
                    "(?i)\\b(reveal|print|show|repeat|leak|include|send|output)\\b[^.\\n]{0,40}\\b(system prompt|prompt|placeholder|secret|password|token|credential)s?\\b"),
            new Sign(
                    "words to a model",
                    "(?i)\\b(new|updated|important|following) instructions?\\b|\\binstructions? (for|to) (the )?(ai|model|assistant|llm|agent)\\b|\\bdear (ai|model|assistant)\\b|\\battention,? (ai|model|assistant)\\b"));

    private static final RegexSet SET =
            RegexSet.of(SIGNS.stream().map(Sign::regex).toList());

    private InstructionScan() {}

    /** What is found in a text as it stands and in what it holds in other forms, in words; at most ten, each once. */
    static List<String> findings(String text) {
        Set<String> findings = new LinkedHashSet<>();
        for (Decoded.Form form : Decoded.forms(text)) {
            for (int index : SET.find(form.text())) {
                findings.add(SIGNS.get(index).what() + form.how());
            }
        }
        List<String> all = new ArrayList<>(findings);
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
