package io.aiops4j.core.redact;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Numbers by which a country knows a person, behind what they are called there: pesel=, "cpf":, DNI:, national insurance number: x. */
final class NationalIds {

    private static final Set<String> NAMES = WordList.set("""
            pesel cpf cnpj dni nie nif nino bsn aadhaar aadhar passport personnummer personalausweis reisepass
            steuerid steuernummer codicefiscale insee curp rrn hetu
            """);

    /** Words that are one name together, such as national and insurance. */
    private static final List<String> PAIRS = List.of(
            "national insurance",
            "national id",
            "securite sociale",
            "codice fiscale",
            "steuer id",
            "tax id",
            "social insurance",
            "identity card",
            "driver license",
            "drivers license",
            "driving licence",
            "nhs number");

    /** What may stand between the name and the number. */
    private static final Set<String> FURTHER =
            Set.of("number", "no", "nr", "num", "numero", "id", "card", "is", "holder");

    private static final int LEAST_DIGITS = 6;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_LETTERS = 9;
    private static final int LONGEST = 22;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_WORDS = 3;

    private NationalIds() {}

    /** Behind the number that the name between two indexes stands before, or -1. */
    static int read(View view, int from, int to, Search search) {
        String text = view.text();
        if (to - from > LONGEST_NAME || !isNamed(text, from, to) || !search.mayRead(LONGEST_NAME)) {
            return -1;
        }
        int at = to;
        for (int words = 0; words < MOST_WORDS; words++) {
            int start = skip(text, at, " _-.");
            int end = start;
            while (Chars.isLetter(Chars.at(text, end)) && end < text.length()) {
                end++;
            }
            if (end == start || !FURTHER.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
                break;
            }
            at = end;
        }
        int value = skip(text, at, " \t\"'`:=#>()[]|.");
        return value == at ? -1 : number(view, value, search);
    }

    private static int skip(String text, int from, String over) {
        int i = from;
        while (i < Math.min(text.length(), from + LEAST_DIGITS) && over.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    // nationalInsuranceNumber, national insurance, PESEL
    private static boolean isNamed(String text, int from, int to) {
        int start = from;
        for (int words = 0; words < 2 && Chars.isBlank(Chars.at(text, start - 1)); words++) {
            int before = start - 1;
            while (before > 0 && Chars.isLetter(text.charAt(before - 1))) {
                before--;
            }
            start = before;
        }
        List<String> words = KeyName.words(text, Math.max(0, start), to);
        List<String> own = KeyName.words(text, from, to);
        if (own.stream().anyMatch(NAMES::contains)) {
            return true;
        }
        String all = String.join(" ", words);
        return PAIRS.stream().anyMatch(pair -> all.endsWith(pair) || (words.equals(own) && all.contains(pair)));
    }

    // digits and a few letters, in groups or not; no date, and no version
    private static int number(View view, int from, Search search) {
        String text = view.text();
        int digits = 0;
        int letters = 0;
        int i = from;
        int most = Math.min(text.length(), from + LONGEST);
        while (i < most) {
            char c = text.charAt(i);
            if (Chars.isDigit(c)) {
                digits++;
            } else if (Chars.isUpper(c)) {
                letters++;
            } else if (" .-/".indexOf(c) < 0 || !isPart(Chars.at(text, i + 1)) || !isPart(Chars.at(text, i - 1))) {
                break;
            }
            i++;
        }
        boolean fits = digits >= LEAST_DIGITS && digits <= MOST_DIGITS && letters <= MOST_LETTERS;
        if (!fits || Chars.isAlnum(Chars.at(text, i)) || Phones.fits(text, from, "dddd-dd-dd")) {
            return -1;
        }
        search.spans().add(view, from, i, "national-id");
        return i;
    }

    private static boolean isPart(char c) {
        return Chars.isDigit(c) || Chars.isUpper(c);
    }
}
