package io.aiops4j.core.redact;

import java.util.HashMap;
import java.util.Map;

/** Card numbers, account numbers, telephone numbers and social security numbers. */
final class Numbers implements Finder {

    private static final int LONGEST = 40;
    private static final String[] SOCIAL = {"ssn", "social", "itin", "tax"};
    private static final int CONTEXT = 40;
    private static final Map<String, Integer> IBANS = new HashMap<>();

    static {
        String lengths =
                "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24"
                        + " FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21"
                        + " LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31"
                        + " SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";
        for (int i = 0; i < lengths.length(); i += 5) {
            IBANS.put(lengths.substring(i, i + 2), Integer.valueOf(lengths.substring(i + 2, i + 4)));
        }
    }

    @Override
    public void find(View view, Search search) {
        String text = view.text();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = -1;
            if (Chars.isDigit(c) || c == '(') {
                if (!continues(text, i)) {
                    end = number(view, i, search);
                }
                while (end < 0 && c != '(' && i + 1 < text.length() && Chars.isDigit(text.charAt(i + 1))) {
                    i++;
                }
            } else if (c == '+' && Chars.isDigit(Chars.at(text, i + 1))) {
                end = continues(text, i) ? -1 : Phones.international(view, i, search);
            } else if (Chars.isLetter(c)
                    && Chars.isDigit(Chars.at(text, i + 2))
                    && Chars.isLetter(Chars.at(text, i + 1))
                    && (Chars.isUpper(c) || isNamedAccount(text, i))) {
                end = continues(text, i) ? -1 : account(view, i, search);
            }
            i = end < 0 ? i : end - 1;
        }
    }

    /** Account numbers alone. */
    static final class Accounts implements Finder {

        @Override
        public void find(View view, Search search) {
            String text = view.text();
            for (int i = 0; i + 3 < text.length(); i++) {
                char c = text.charAt(i);
                if (Chars.isDigit(text.charAt(i + 3))
                        && Chars.isDigit(text.charAt(i + 2))
                        && Chars.isLetter(text.charAt(i + 1))
                        && Chars.isLetter(c)
                        && (Chars.isUpper(c) || isNamedAccount(text, i))
                        && (!continues(text, i) || isField(text, i))) {
                    int end = account(view, i, search);
                    i = end < 0 ? i : end - 1;
                }
            }
        }
    }

    /** Whether what stands here is a part of something longer. */
    static boolean continues(String text, int from) {
        char before = Chars.at(text, from - 1);
        if (Chars.isAlnum(before) || before == '_' || before == '.' || before == '+') {
            return true;
        }
        char further = Chars.at(text, from - 2);
        boolean part = Chars.isAlnum(further) || further == '_';
        return (before == '-' || before == ':' || before == '/') && part && !isNamed(text, from, before);
    }

    // :25:DE89..., as banks report accounts
    private static boolean isField(String text, int from) {
        return Chars.at(text, from - 1) == ':' && Chars.at(text, from - 4) == ':';
    }

    // card:4111..., tel:+49...
    private static boolean isNamed(String text, int from, char before) {
        return before == ':' && Chars.isLetter(Chars.at(text, from - 2));
    }

    private static boolean isNamedAccount(String text, int from) {
        for (int i = Math.max(0, from - CONTEXT / 2); i < from - 3; i++) {
            if ((text.charAt(i) | 0x20) == 'i' && text.regionMatches(true, i, "iban", 0, 4)) {
                return true;
            }
        }
        return false;
    }

    private static int number(View view, int from, Search search) {
        int end = Phones.abroad(view, from, search);
        end = end < 0 ? Cards.find(view, from, search) : end;
        end = end < 0 ? social(view, from, search) : end;
        end = end < 0 ? Phones.national(view, from, search) : end;
        return end < 0 && view.text().charAt(from) == '(' ? Phones.local(view, from, search) : end;
    }

    private static int social(View view, int from, Search search) {
        String text = view.text();
        boolean shaped = Phones.fits(text, from, "ddd-dd-dddd") || Phones.fits(text, from, "ddd dd dddd");
        int end = from + 11;
        if (!shaped || Chars.isAlnum(Chars.at(text, end)) || Chars.at(text, end) == '-') {
            return -1;
        }
        String before = text.substring(Math.max(0, from - CONTEXT), Math.min(text.length(), end + CONTEXT / 2))
                .toLowerCase(java.util.Locale.ROOT);
        for (String word : SOCIAL) {
            if (before.contains(word)) {
                search.spans().add(view, from, end, "social-security-number");
                return end;
            }
        }
        return -1;
    }

    private static int account(View view, int from, Search search) {
        String text = view.text();
        Integer length = IBANS.get(text.substring(from, from + 2).toUpperCase(java.util.Locale.ROOT));
        if (length == null || !Chars.isDigit(Chars.at(text, from + 3))) {
            return -1;
        }
        int count = 0;
        int i = from;
        while (i < Math.min(text.length(), from + LONGEST + 10) && count < length) {
            char c = text.charAt(i);
            if (Chars.isAlnum(c)) {
                count++;
            } else if ((c != ' ' && c != '-') || !Chars.isAlnum(Chars.at(text, i + 1))) {
                return -1;
            }
            i++;
        }
        if (count < length
                || Chars.isAlnum(Chars.at(text, i))
                || !Checksums.iban(text.substring(from, i).toUpperCase(java.util.Locale.ROOT))) {
            return -1;
        }
        search.spans().add(view, from, i, "iban");
        return i;
    }
}
