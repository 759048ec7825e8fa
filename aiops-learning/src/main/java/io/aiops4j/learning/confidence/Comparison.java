package io.aiops4j.learning.confidence;

import java.util.Locale;

/**
 * Whether a version helps less often than the version that it was made from, by a test that may be looked at after every run, for ever.
 *
 * <pre>{@code
 * Comparison comparison = confidences.compare(Client.DEFAULT, version, parent);
 * if (comparison.worse()) { System.out.println(comparison.text()); }
 * }</pre>
 *
 * <p>The test is an e-process, and the construction is that of universal inference (Wasserman, Ramdas and Balakrishnan, 2020), with a
 * mixture in the place of the estimate that runs along (the method of mixtures of Robbins). Above the line stands how likely everything
 * that was seen is if the version helps less: the mean over pairs of rates of which the version's is lower. Below stands how likely it is at
 * most if the version helps at least as often. While that is so, the quotient is never greater than a martingale that begins at one; by
 * Ville's inequality it ever reaches 20 with a probability of at most 1/20, however often one looks, whenever one stops, and whichever
 * of the two versions is run next. It depends on the counts alone, and not on their order: so it is exact again after something was forgotten.
 *
 * <p>It takes for granted that each run of a version helps with the same chance, whatever came of the others. When the world changed
 * after the parent's last run, it sees a drop that is not the version's fault. A run that helped, and whose incident came back later,
 * counts as a failure from then on.
 *
 * @param version what the version has shown
 * @param parent what its parent has shown
 */
public record Comparison(Confidence version, Confidence parent) {

    /** The greatest probability with which a version that is as good as its parent is ever called worse. */
    public static final double ERROR = 0.05;

    // rates of the mixture: the middles of twenty equal parts, and a drop of at least two of them
    private static final int RATES = 20;
    private static final int LEAST_DROP = 2;
    private static final double[] LOG_RATE = new double[RATES];
    private static final double[] LOG_REST = new double[RATES];

    static {
        for (int i = 0; i < RATES; i++) {
            LOG_RATE[i] = StrictMath.log((i + 0.5) / RATES);
            LOG_REST[i] = StrictMath.log(1 - (i + 0.5) / RATES);
        }
    }

    /** The evidence that the version is worse, from 0; it is at least {@code 1 / ERROR} when that is shown. */
    public double evidence() {
        return StrictMath.exp(logMixture() - logAtMost());
    }

    /** Whether it is shown that the version helps less often. */
    public boolean worse() {
        return evidence() >= 1 / ERROR;
    }

    /** What was compared, for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "it helped in %d of %d runs, and its parent in %d of %d",
                version.successes(),
                runs(version),
                parent.successes(),
                runs(parent));
    }

    private static int runs(Confidence shown) {
        return shown.successes() + shown.failures();
    }

    // each pair of rates weighs the same; sums over the version's rates are carried along
    private double logMixture() {
        double below = Double.NEGATIVE_INFINITY;
        double all = Double.NEGATIVE_INFINITY;
        int pairs = 0;
        for (int i = LEAST_DROP; i < RATES; i++) {
            below = logSum(below, logLikelihood(version, i - LEAST_DROP));
            all = logSum(all, below + logLikelihood(parent, i));
            pairs += i - LEAST_DROP + 1;
        }
        return all - StrictMath.log(pairs);
    }

    private static double logLikelihood(Confidence shown, int rate) {
        return shown.successes() * LOG_RATE[rate] + shown.failures() * LOG_REST[rate];
    }

    // the likeliest pair of rates of which the version's is not lower: where the counts say that it is, one rate for
    // both
    private double logAtMost() {
        long versions = (long) version.successes() * runs(parent);
        long parents = (long) parent.successes() * runs(version);
        if (versions >= parents) {
            return logLikeliest(version) + logLikeliest(parent);
        }
        return logLikeliest(new Confidence(
                version.successes() + parent.successes(), version.failures() + parent.failures(), version.threshold()));
    }

    // strictly the same on every node: a decision is made by it
    private static double logLikeliest(Confidence shown) {
        return logLikeliest(shown.successes(), shown) + logLikeliest(shown.failures(), shown);
    }

    private static double logLikeliest(int count, Confidence shown) {
        return count == 0 ? 0 : count * StrictMath.log(count / (double) runs(shown));
    }

    private static double logSum(double one, double other) {
        double greater = Math.max(one, other);
        return greater == Double.NEGATIVE_INFINITY
                ? greater
                : greater + StrictMath.log1p(StrictMath.exp(Math.min(one, other) - greater));
    }
}
