package io.aiops4j.learning.llm;

import io.aiops4j.core.AiopsException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a million tokens cost, by the beginning of a model's name: vendors append dates. The longest beginning counts. */
final class Prices {

    static final Prices NONE = new Prices(Map.of());

    private static final int MICROS = 6;

    private final Map<String, Price> byName;

    /**
     * The price of a million tokens, which is that of one in millionths.
     *
     * @param in of the prompt
     * @param out of the answer
     */
    private record Price(BigDecimal in, BigDecimal out) {}

    private Prices(Map<String, Price> byName) {
        this.byName = Map.copyOf(byName);
    }

    Prices with(String model, String in, String out) {
        Map<String, Price> more = new TreeMap<>(byName);
        more.put(model, new Price(money(in), money(out)));
        return new Prices(more);
    }

    static BigDecimal money(String amount) {
        try {
            BigDecimal money = new BigDecimal(amount.strip());
            if (money.signum() >= 0 && money.precision() - money.scale() <= MICROS) {
                return money;
            }
        } catch (NumberFormatException e) {
            throw new AiopsException("'" + amount + "' is no amount of money. Write a number such as 0.15.", e);
        }
        throw new AiopsException("'" + amount + "' is no amount of money. Use 0 or more, and less than a million.");
    }

    /** In millionths, rounded up; {@code 2.5} is 2,500,000. */
    static long micros(BigDecimal money) {
        return money.movePointRight(MICROS).setScale(0, RoundingMode.UP).longValueExact();
    }

    static BigDecimal money(long micros) {
        return BigDecimal.valueOf(micros, MICROS);
    }

    /** What so many tokens cost in millionths, rounded up; empty if the model has no price. */
    OptionalLong micros(String model, long in, long out) {
        String longest = null;
        for (String name : byName.keySet()) {
            if (model.startsWith(name) && (longest == null || name.length() > longest.length())) {
                longest = name;
            }
        }
        Price price = longest == null ? null : byName.get(longest);
        if (price == null) {
            return OptionalLong.empty();
        }
        BigDecimal cost = price.in.multiply(BigDecimal.valueOf(in)).add(price.out.multiply(BigDecimal.valueOf(out)));
        return OptionalLong.of(cost.setScale(0, RoundingMode.UP).longValueExact());
    }
}
