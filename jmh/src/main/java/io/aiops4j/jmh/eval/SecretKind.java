package io.aiops4j.jmh.eval;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A kind of secret that an evaluation plants.
 *
 * @param kind what it is called
 * @param names under which people keep it
 * @param make makes a fresh one, as its vendor does
 * @param telling whether it is known by its looks, without a name beside it
 */
record SecretKind(String kind, List<String> names, Function<Random, String> make, boolean telling) {

    static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String DIGITS = "0123456789";
    static final String HEX = "0123456789abcdef";
    static final String ALNUM = UPPER + LOWER + DIGITS;
    static final String URL64 = ALNUM + "-_";

    /** So many characters of an alphabet. */
    static String some(Random random, String alphabet, int count) {
        StringBuilder made = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            made.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return made.toString();
    }

    /** One that is known by its looks. */
    static SecretKind telling(String kind, Function<Random, String> make, String... names) {
        return new SecretKind(kind, List.of(names), make, true);
    }

    /** One that only its name gives away. */
    static SecretKind named(String kind, Function<Random, String> make, String... names) {
        return new SecretKind(kind, List.of(names), make, false);
    }
}
