package io.aiops4j.detect;

/** A detector that a series may go on with after its host was set up anew: with what was learned, and not as it was set. */
interface Continuing {

    /**
     * Takes over from the detector that the series had.
     *
     * @param earlier just restored
     * @return this one, the earlier one, or one that has the knowledge of the one and the settings of the other
     */
    Detector continuing(Detector earlier);
}
