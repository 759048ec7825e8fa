package io.aiops4j.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops4j.core.journal.Append;
import io.aiops4j.core.journal.Head;
import io.aiops4j.core.journal.Lease;
import io.aiops4j.core.journal.StaleAppendException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What all leases promise, by whichever clock they expire. Whoever writes some extends this class and passes it.
 *
 * <pre>{@code
 * class MyLeasesTest extends LeasesContract {
 *     protected Stores stores(SettableClock clock) { return new MyStores(clock); }
 * }
 * }</pre>
 */
public abstract class LeasesContract extends StoresContract {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    /** How long the contract waits for a lease to expire before it calls it one that never does. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    private Lease acquire(String name, String holder, Duration lifetime) {
        return leases.acquire(name, holder, lifetime).orElseThrow();
    }

    /** Asks until it is given: the clock is moved if it is ours, and moves by itself if it is the database's. */
    private Lease acquireOnceExpired(String name, String holder, Duration lifetime) {
        long deadline = System.nanoTime() + patience().toNanos();
        Optional<Lease> lease = leases.acquire(name, holder, lifetime);
        while (lease.isEmpty() && System.nanoTime() < deadline) {
            clock.advance(Duration.ofMillis(1));
            Thread.onSpinWait();
            lease = leases.acquire(name, holder, lifetime);
        }
        assertThat(lease).as("the lease that expired").isPresent();
        return lease.get();
    }

    private static void assertRefused(ThrowingCallable call, Lease lease) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StaleAppendException.class, stale -> {
            assertThat(stale.stream()).isEqualTo(StaleAppendException.lease(lease.name()));
            assertThat(stale.expected()).isEqualTo(lease.fence());
            assertThat(stale.actual()).isNotEqualTo(lease.fence());
        });
    }

    @Test
    void a_free_lease_is_given_to_who_asks_and_says_what_was_given() {
        Lease lease = acquire("learning", "node-1", LONG);
        assertThat(lease.name()).isEqualTo("learning");
        assertThat(lease.holder()).isEqualTo("node-1");
        assertThat(lease.fence()).isPositive();
    }

    @Test
    void the_holder_gets_it_again_with_the_same_fence_and_a_later_expiry() {
        Lease first = acquire("learning", "node-1", LONG);
        Lease again = acquire("learning", "node-1", LONG.multipliedBy(2));
        assertThat(again.fence()).isEqualTo(first.fence());
        assertThat(again.expires()).isAfterOrEqualTo(first.expires().plus(LONG));
        assertThat(leases.acquire("learning", "node-2", LONG)).isEmpty();
    }

    @Test
    void a_renewal_moves_the_expiry_so_that_the_first_one_passes_nothing_on() {
        Lease first = acquire("learning", "node-1", SHORT);
        Lease again = acquire("learning", "node-1", LONG);
        assertThat(again.expires()).isAfter(first.expires());
        clock.advance(SHORT.multipliedBy(2));
        assertThat(leases.acquire("learning", "node-2", LONG)).isEmpty();
    }

    @Test
    void another_is_refused_while_it_is_held_and_changes_nothing() {
        Lease lease = acquire("learning", "node-1", LONG);
        for (int i = 0; i < 5; i++) {
            assertThat(leases.acquire("learning", "node-2", LONG)).isEmpty();
        }
        leases.advance(lease, 1);
        assertThat(acquire("learning", "node-1", LONG).fence()).isEqualTo(lease.fence());
    }

    @Test
    void what_expired_passes_on_with_a_higher_fence_and_not_before() {
        Lease first = acquire("learning", "node-1", SHORT);
        Lease next = acquireOnceExpired("learning", "node-2", SHORT);
        assertThat(next.holder()).isEqualTo("node-2");
        assertThat(next.fence()).isGreaterThan(first.fence());
        assertThat(next.expires().minus(SHORT)).isAfterOrEqualTo(first.expires());
    }

    @Test
    void whose_lease_passed_on_is_refused_until_it_passes_back() {
        Lease first = acquire("learning", "node-1", SHORT);
        Lease next = acquireOnceExpired("learning", "node-2", LONG);
        assertThat(leases.acquire("learning", "node-1", LONG)).isEmpty();
        leases.release(next);
        assertThat(acquire("learning", "node-1", LONG).fence()).isGreaterThan(next.fence());
        assertRefused(() -> leases.advance(first, 1), first);
    }

    @Test
    void a_released_lease_is_free_at_once_and_passes_on_with_a_higher_fence() {
        Lease first = acquire("learning", "node-1", LONG);
        leases.release(first);
        Lease next = acquire("learning", "node-2", LONG);
        assertThat(next.fence()).isGreaterThan(first.fence());
    }

    @Test
    void who_released_it_gets_it_again_as_somebody_new() {
        Lease first = acquire("learning", "node-1", LONG);
        leases.release(first);
        assertThat(acquire("learning", "node-1", LONG).fence()).isGreaterThan(first.fence());
    }

    @Test
    void releasing_what_passed_on_or_was_released_takes_it_from_nobody() {
        Lease first = acquire("learning", "node-1", LONG);
        leases.release(first);
        leases.release(first);
        Lease next = acquire("learning", "node-2", LONG);
        leases.release(first);
        assertThat(leases.acquire("learning", "node-1", LONG)).isEmpty();
        leases.advance(next, 3);
        assertThat(leases.cursor("learning")).isEqualTo(3);
    }

    @Test
    void releasing_what_nobody_ever_took_changes_nothing() {
        Lease invented = new Lease("never", "node-1", 1, clock.instant());
        leases.release(invented);
        assertThat(acquire("never", "node-2", LONG).fence()).isPositive();
    }

    @Test
    void a_cursor_begins_at_zero_and_is_where_its_holder_noted_it() {
        assertThat(leases.cursor("learning")).isZero();
        Lease lease = acquire("learning", "node-1", LONG);
        assertThat(leases.cursor("learning")).isZero();
        leases.advance(lease, 7);
        assertThat(leases.cursor("learning")).isEqualTo(7);
        leases.advance(lease, 5_000_000_000L);
        assertThat(leases.cursor("learning")).isEqualTo(5_000_000_000L);
    }

    @Test
    void a_cursor_never_moves_back() {
        Lease lease = acquire("learning", "node-1", LONG);
        leases.advance(lease, 7);
        leases.advance(lease, 4);
        assertThat(leases.cursor("learning")).isEqualTo(7);
    }

    @Test
    void a_cursor_survives_release_and_passing_on() {
        Lease first = acquire("learning", "node-1", LONG);
        leases.advance(first, 7);
        leases.release(first);
        assertThat(leases.cursor("learning")).isEqualTo(7);
        Lease second = acquire("learning", "node-2", SHORT);
        assertThat(leases.cursor("learning")).isEqualTo(7);
        leases.advance(second, 8);
        acquireOnceExpired("learning", "node-3", LONG);
        assertThat(leases.cursor("learning")).isEqualTo(8);
    }

    @Test
    void a_cursor_is_not_moved_by_who_holds_the_lease_no_longer() {
        Lease first = acquire("learning", "node-1", SHORT);
        leases.advance(first, 7);
        Lease second = acquireOnceExpired("learning", "node-2", LONG);
        assertRefused(() -> leases.advance(first, 9), first);
        assertThat(leases.cursor("learning")).isEqualTo(7);
        leases.release(second);
        assertRefused(() -> leases.advance(second, 9), second);
        assertThat(leases.cursor("learning")).isEqualTo(7);
    }

    @Test
    void fences_never_fall() {
        long highest = 0;
        for (int i = 0; i < 6; i++) {
            Lease lease = i % 2 == 0
                    ? acquireOnceExpired("learning", "node-" + i, SHORT)
                    : acquireOnceExpired("learning", "node-" + i, LONG);
            assertThat(lease.fence()).isGreaterThan(highest);
            highest = lease.fence();
            if (i % 2 == 1) {
                leases.release(lease);
            }
        }
    }

    @Test
    void names_know_nothing_of_each_other() {
        Lease learning = acquire("learning", "node-1", LONG);
        Lease purging = acquire("purging", "node-2", LONG);
        leases.advance(learning, 7);
        assertThat(leases.cursor("purging")).isZero();
        leases.release(learning);
        assertThat(leases.acquire("purging", "node-1", LONG)).isEmpty();
        leases.advance(purging, 3);
        assertThat(leases.cursor("learning")).isEqualTo(7);
        assertThat(acquire("Learning", "node-3", LONG).fence()).isPositive();
        assertThat(leases.cursor("Learning")).isZero();
    }

    @Test
    void leases_leave_no_trace_in_the_journal() {
        Lease lease = acquire("learning", "node-1", LONG);
        leases.advance(lease, 7);
        leases.release(lease);
        assertThat(journal.head()).isEqualTo(Head.EMPTY);
        assertThat(journal.read(StaleAppendException.lease("learning"), 0, 10)).isEmpty();
    }

    @Test
    void of_many_who_ask_at_once_exactly_one_gets_it() throws Exception {
        for (int round = 0; round < 5; round++) {
            String name = "round-" + round;
            List<Callable<Optional<Lease>>> nodes = new ArrayList<>();
            for (int node = 0; node < 6; node++) {
                String holder = "node-" + node;
                nodes.add(() -> leases.acquire(name, holder, LONG));
            }
            assertThat(Together.run(nodes).stream().flatMap(Optional::stream)).hasSize(1);
        }
    }

    @Test
    void no_two_holders_ever_have_one_fence() throws Exception {
        List<Callable<List<Long>>> nodes = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            String holder = "node-" + node;
            nodes.add(() -> {
                List<Long> fences = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    leases.acquire("learning", holder, LONG).ifPresent(lease -> {
                        fences.add(lease.fence());
                        leases.release(lease);
                    });
                }
                return fences;
            });
        }
        List<Long> fences = Together.run(nodes).stream().flatMap(List::stream).toList();
        assertThat(fences).isNotEmpty().doesNotHaveDuplicates().allMatch(Objects::nonNull);
    }

    @Test
    void a_holder_that_slept_too_long_cannot_write_and_its_successor_can() {
        Lease first = acquire("learning", "node-1", SHORT);
        Append work = note("note/1", "late").fenced(first);
        Lease next = acquireOnceExpired("learning", "node-2", LONG);
        assertRefused(() -> journal.append(work), first);
        assertThat(journal.head()).isEqualTo(Head.EMPTY);
        journal.append(note("note/1", "in time").fenced(next));
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_lease_that_expired_and_passed_on_to_nobody_still_writes() {
        Lease lease = acquire("learning", "node-1", SHORT);
        clock.advance(SHORT.multipliedBy(2));
        journal.append(note("note/1", "late but alone").fenced(lease));
        leases.advance(lease, 1);
        assertThat(leases.cursor("learning")).isEqualTo(1);
    }
}
