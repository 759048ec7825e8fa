package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import io.aiops4j.core.Id;
import io.aiops4j.core.Target;
import io.aiops4j.core.store.RecordCodec;
import io.aiops4j.core.store.RecordIndex;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A saved series as text: version, metric, target, time and state, with a space between; names are in Base64, so that
 * none can be mistaken for a border.
 */
final class SavedSeriesCodec implements RecordCodec<SavedSeries> {

    /** The field that a series is found by. */
    static final String SERIES = "series";

    private static final String TAG = "ss1";
    private static final int PARTS = 5;

    static String id(String metric, Target target) {
        return Id.derived(SERIES, metric, target.toString());
    }

    @Override
    public RecordIndex index(SavedSeries saved) {
        String id = id(saved.metric(), saved.target());
        return RecordIndex.of(id, storable(saved.time())).with(SERIES, id);
    }

    @Override
    public String encode(SavedSeries saved) {
        return String.join(
                " ",
                List.of(
                        TAG,
                        text(saved.metric()),
                        text(saved.target().toString()),
                        saved.time().toString(),
                        Base64.getEncoder().encodeToString(saved.state().toBytes())));
    }

    @Override
    public SavedSeries decode(String text) {
        List<String> parts = parts(text);
        if (parts.size() < PARTS || !parts.get(0).equals(TAG)) {
            throw damaged(null);
        }
        try {
            byte[] state = Base64.getDecoder().decode(parts.get(4));
            return new SavedSeries(
                    name(parts.get(1)),
                    Target.parse(name(parts.get(2))),
                    Instant.parse(parts.get(3)),
                    DetectorState.fromBytes(state));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(e);
        }
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', from)) {
            parts.add(text.substring(from, space));
            from = space + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String text(String name) {
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    /** A hostile clock may be anywhere in time; a store may not. */
    private static Instant storable(Instant time) {
        if (time.isBefore(RecordIndex.EARLIEST)) {
            return RecordIndex.EARLIEST;
        }
        return time.isBefore(RecordIndex.TOO_LATE) ? time : RecordIndex.TOO_LATE.minusSeconds(1);
    }

    private static AiopsException damaged(@Nullable Throwable cause) {
        return new AiopsException("This is no saved series. Erase the record; the series starts anew.", cause);
    }
}
