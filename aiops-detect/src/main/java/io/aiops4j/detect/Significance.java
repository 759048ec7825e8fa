package io.aiops4j.detect;

import smile.stat.hypothesis.CorTest;

/** Whether growth is more than chance. The one class here that knows Smile. */
final class Significance {

    private Significance() {}

    /** How often chance alone would grow as steadily as these values, by Kendall's test; 1 if they do not grow. */
    static double ofGrowth(double[] values) {
        double[] order = new double[values.length];
        boolean constant = true;
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            constant &= values[i] == values[0];
        }
        if (constant) {
            return 1;
        }
        CorTest test = CorTest.kendall(order, values);
        return test.cor > 0 && test.pvalue <= 1 ? test.pvalue : 1;
    }
}
