package io.aiops4j.core.journal;

import io.aiops4j.core.testkit.GoldenContract;
import java.util.List;
import java.util.Map;

final class ErasureGoldenTest extends GoldenContract {

    @Override
    protected Class<?> entries() {
        return Erasure.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        Selector selector = Selector.actor(io.aiops4j.core.Actor.person("alice"));
        return Map.of(Erasure.ERASED, new Erasure(selector, "asked for by its subject", List.of(2L, 4_294_967_296L)));
    }
}
