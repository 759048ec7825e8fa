package io.aiops4j.jmh.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * The longest plain text of each alternative of a pattern, by a look at its characters: what somebody would put in front of
 * {@code java.util.regex}. Groups and classes are stepped over.
 */
final class LiteralGuess {

    private final String regex;
    private final List<String> literals = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    private LiteralGuess(String regex) {
        this.regex = regex;
    }

    /** One of these stands in each match; empty if there is none for some alternative. */
    static List<String> of(String regex) {
        LiteralGuess guess = new LiteralGuess(regex);
        while (guess.at < regex.length()) {
            guess.step();
        }
        guess.endBranch();
        return guess.literals.contains("") ? List.of() : guess.literals;
    }

    private void step() {
        char c = regex.charAt(at++);
        switch (c) {
            case '\\' -> escape();
            case '(' -> skip('(', ')');
            case '[' -> skip('[', ']');
            case '|' -> endBranch();
            case '*', '?', '{' -> {
                run.setLength(Math.max(0, run.length() - 1));
                endRun();
                at = c == '{' ? regex.indexOf('}', at) + 1 : at;
            }
            case '+', '.', '^', '$' -> endRun();
            default -> run.append(c);
        }
    }

    private void escape() {
        char c = regex.charAt(at++);
        if (Character.isLetterOrDigit(c)) {
            endRun();
        } else {
            run.append(c);
        }
    }

    private void skip(char open, char close) {
        endRun();
        for (int depth = 1; depth > 0 && at < regex.length(); at++) {
            char c = regex.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == close) {
                depth--;
            } else if (c == open && open == '(') {
                depth++;
            }
        }
    }

    private void endRun() {
        longest = run.length() > longest.length() ? run.toString() : longest;
        run.setLength(0);
    }

    private void endBranch() {
        endRun();
        literals.add(longest);
        longest = "";
    }
}
