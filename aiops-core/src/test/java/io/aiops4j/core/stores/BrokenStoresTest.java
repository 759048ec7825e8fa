package io.aiops4j.core.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.core.journal.Journal;
import io.aiops4j.core.journal.Leases;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordStore;
import io.aiops4j.core.testkit.JournalClockContract;
import io.aiops4j.core.testkit.JournalContract;
import io.aiops4j.core.testkit.LeasesContract;
import io.aiops4j.core.testkit.RecordStoreContract;
import io.aiops4j.core.testkit.SettableClock;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A contract is worth what it refuses: each of these stores breaks one promise, and must not pass. */
final class BrokenStoresTest {

    @ParameterizedTest
    @EnumSource(BrokenJournal.Fault.class)
    void a_broken_journal_fails_the_contract_and_a_sound_one_passes(BrokenJournal.Fault fault) throws Exception {
        List<String> failed = failures(JournalContract.class, () -> new JournalContract() {
            @Override
            protected Stores stores(SettableClock clock) {
                return broken(fault, clock);
            }
        });
        failed.addAll(failures(JournalClockContract.class, () -> new JournalClockContract() {
            @Override
            protected Stores stores(SettableClock clock) {
                return broken(fault, clock);
            }
        }));
        judge(fault, fault == BrokenJournal.Fault.NONE, failed);
    }

    @ParameterizedTest
    @EnumSource(BrokenLeases.Fault.class)
    void broken_leases_fail_the_contract_and_sound_ones_pass(BrokenLeases.Fault fault) throws Exception {
        List<String> failed = failures(LeasesContract.class, () -> new LeasesContract() {
            @Override
            protected Stores stores(SettableClock clock) {
                Journal sound = Stores.inMemory(clock).journal();
                BrokenLeases leases = new BrokenLeases(fault, clock, sound);
                return new Assembled(new BrokenLeases.Fenced(leases, sound), leases);
            }

            @Override
            protected Duration patience() {
                return Duration.ofMillis(50);
            }
        });
        judge(fault, fault == BrokenLeases.Fault.NONE, failed);
    }

    @ParameterizedTest
    @EnumSource(BrokenRecordStore.Fault.class)
    void a_broken_record_store_fails_the_contract_and_a_sound_one_passes(BrokenRecordStore.Fault fault)
            throws Exception {
        List<String> failed = failures(RecordStoreContract.class, () -> new RecordStoreContract() {
            @Override
            protected <T> RecordStore<T> store(RecordCodec<T> codec) {
                return new BrokenRecordStore<>(fault, codec);
            }
        });
        judge(fault, fault == BrokenRecordStore.Fault.NONE, failed);
    }

    private static Stores broken(BrokenJournal.Fault fault, SettableClock clock) {
        Stores sound = Stores.inMemory(clock);
        return new Assembled(new BrokenJournal(fault, clock, sound.journal()), sound.leases());
    }

    private record Assembled(Journal journal, Leases leases) implements Stores {

        @Override
        public <T> RecordStore<T> records(String kind, RecordCodec<T> codec) {
            throw new UnsupportedOperationException("these contracts know no records");
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }

    private static void judge(Enum<?> fault, boolean sound, List<String> failed) {
        if (sound) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).as(fault.toString()).isNotEmpty();
        }
    }

    private static <T> List<String> failures(Class<? super T> contract, Supplier<T> suite) throws Exception {
        List<String> failed = new ArrayList<>();
        for (Method sentence : annotated(contract, Test.class)) {
            T instance = suite.get();
            for (Method before : annotated(contract, BeforeEach.class)) {
                before.invoke(instance);
            }
            try {
                sentence.invoke(instance);
            } catch (InvocationTargetException e) {
                failed.add(sentence.getName());
            }
            for (Method after : annotated(contract, AfterEach.class)) {
                after.invoke(instance);
            }
        }
        return failed;
    }

    private static List<Method> annotated(Class<?> contract, Class<? extends Annotation> annotation) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type = contract; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(annotation)) {
                    method.setAccessible(true);
                    methods.add(method);
                }
            }
        }
        return methods;
    }
}
