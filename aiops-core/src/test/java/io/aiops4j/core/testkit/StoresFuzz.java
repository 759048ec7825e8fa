package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.stores.Stores;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is asked of stores, in whatever order: they answer as {@link StoresModel} does. The seed is printed, and a sequence
 * that shows a difference is made as short as it can be.
 *
 * <pre>{@code
 * class MyStoresFuzz extends StoresFuzz {
 *     protected Stores stores(SettableClock clock) { return new MyStores(clock); }
 * }
 * }</pre>
 *
 * <p>Sequences have up to {@value #DEFAULT_OPERATIONS} operations unless the system property {@value #OPERATIONS} says otherwise.
 */
public abstract class StoresFuzz {

    /** The system property that says how long sequences may be. */
    public static final String OPERATIONS = "aiops.fuzz.operations";

    /** How long they may be when it does not. */
    public static final int DEFAULT_OPERATIONS = 60;

    private static final int TRIES = 25;

    /** Stores without an entry and without a lease, which take their time from this clock or from a database. */
    protected abstract Stores stores(SettableClock clock) throws Exception;

    /** The same stores, closed and opened again; as they are for those that keep nothing when they are closed. */
    protected Stores reopen(Stores stores, SettableClock clock) throws Exception {
        return stores;
    }

    @Property(tries = TRIES)
    void whatever_is_asked_is_answered_as_the_model_answers_it(
            @ForAll("operations") List<StoresModel.Operation> operations) throws Exception {
        SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
        Stores stores = stores(clock);
        StoresModel model = new StoresModel(clock);
        try {
            for (StoresModel.Operation operation : operations) {
                if (operation instanceof StoresModel.Reopen) {
                    stores = reopen(stores, clock);
                }
                model.apply(operation, stores);
            }
            model.compareAll(stores);
            assertThat(stores.journal().head()).isEqualTo(model.head());
        } finally {
            stores.close();
        }
    }

    /** Sequences in which appends are frequent. */
    @Provide
    protected Arbitrary<List<StoresModel.Operation>> operations() {
        return Arbitraries.frequencyOf(
                        Tuple.of(10, writes()),
                        Tuple.of(2, reads()),
                        Tuple.of(2, erasures()),
                        Tuple.of(5, leases()),
                        Tuple.of(6, records()),
                        Tuple.of(1, small(-50, 100).map(StoresModel.Tick::new)),
                        Tuple.of(1, Arbitraries.just(new StoresModel.Reopen())))
                .list()
                .ofMaxSize(Integer.getInteger(OPERATIONS, DEFAULT_OPERATIONS));
    }

    private static Arbitrary<Integer> small(int least, int most) {
        return Arbitraries.integers().between(least, most);
    }

    private static Arbitrary<StoresModel.Operation> writes() {
        return Combinators.combine(
                        small(0, 3).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(StoresModel.Condition.class),
                        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(-1)), Tuple.of(1, small(0, 30))),
                        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0)), Tuple.of(1, small(1, 8))),
                        Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true)))
                .as(StoresModel.Write::new);
    }

    private static Arbitrary<StoresModel.Operation> reads() {
        return Combinators.combine(small(-1, 3), small(0, 40), small(1, 20)).as(StoresModel.Read::new);
    }

    private static Arbitrary<StoresModel.Operation> erasures() {
        Arbitrary<Integer> position = Arbitraries.frequencyOf(Tuple.of(8, small(1, 20)), Tuple.of(1, small(-1, 60)));
        return Combinators.combine(position.list().ofMaxSize(4), Arbitraries.of(StoresModel.Condition.class))
                .as(StoresModel.Erase::new);
    }

    private static Arbitrary<StoresModel.Operation> records() {
        Arbitrary<RecordsModel.Draft> draft = Combinators.combine(small(0, 9), small(0, 6), small(0, 2), small(0, 15))
                .as(RecordsModel.Draft::new);
        return Arbitraries.frequencyOf(
                Tuple.of(4, draft.list().ofMaxSize(6).map(RecordsModel.Save::new)),
                Tuple.of(
                        4,
                        Combinators.combine(small(-1, 3), small(0, 15), small(-1, 7), small(-1, 7), small(1, 4))
                                .as(RecordsModel.Find::new)),
                Tuple.of(1, small(0, 7).map(RecordsModel.Purge::new)),
                Tuple.of(1, small(0, 9).list().ofMaxSize(3).map(RecordsModel.EraseRecords::new)));
    }

    private static Arbitrary<StoresModel.Operation> leases() {
        return Arbitraries.oneOf(
                Combinators.combine(small(0, 1), small(0, 2)).as(StoresModel.Acquire::new),
                small(0, 30).map(StoresModel.Release::new),
                Combinators.combine(small(0, 30), small(0, 1_000)).as(StoresModel.Advance::new),
                Combinators.combine(small(0, 1), small(0, 2)).as(StoresModel.PassOn::new));
    }
}
