package io.aiops4j.detect;

import io.aiops4j.core.AiopsException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a detector from its saved state, whole and sound or not at all. */
final class Restored {

    private Restored() {}

    static <D extends Detector> D from(
            DetectorState state, int version, Function<ByteBuffer, D> reader, Predicate<D> isSound) {
        if (state.version() != version) {
            throw new AiopsException("The state of this " + state.family() + " detector has version " + state.version()
                    + "; this build reads none but up to " + version
                    + ". Use the build that wrote it, or start with a new detector.");
        }
        ByteBuffer from = ByteBuffer.wrap(state.payload());
        try {
            D detector = reader.apply(from);
            if (!from.hasRemaining() && isSound.test(detector)) {
                return detector;
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | AiopsException e) {
            throw damaged(state, e);
        }
        throw damaged(state, null);
    }

    private static AiopsException damaged(DetectorState state, @Nullable Throwable cause) {
        return new AiopsException(
                "The state of this " + state.family() + " detector is damaged. Start with a new detector.", cause);
    }
}
