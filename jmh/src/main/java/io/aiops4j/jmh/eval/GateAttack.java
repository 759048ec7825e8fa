package io.aiops4j.jmh.eval;

import java.util.Random;

/**
 * One way to get something run that nobody approved.
 *
 * @param kind of the attack, as the figures name it
 * @param act what is done
 */
record GateAttack(String kind, Act act) {

    /** What an attacker does, on a plant of its own. */
    interface Act {

        /**
         * Sets a plant up, alters it, and then asks for the run.
         *
         * @param altered whether what forbids the run is there; otherwise all is the same but that, and it must run
         */
        void perform(GateScene scene, Random random, boolean altered) throws InterruptedException;
    }
}
