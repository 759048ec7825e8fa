package io.aiops4j.core.journal;

import io.aiops4j.core.testkit.GoldenContract;
import java.util.Map;

final class LessonGoldenTest extends GoldenContract {

    @Override
    protected Class<?> entries() {
        return LessonView.class;
    }

    @Override
    protected Map<EntryType, Object> samples() {
        Selector selector = Selector.incident("inc-0123456789abcdef");
        return Map.of(LessonView.FORGOTTEN, new LessonView.Note(selector, "it was a drill"));
    }
}
