package dev.hexad.monitoring.signal;

import dev.hexad.monitoring.settings.SignalQuery.Direction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A value that is followed over time.
 *
 * @param key application, environment and name
 * @param source where it is asked for; null for what is read from revisions
 * @param seconds between two values
 */
public record Signal(
    long id,
    String key,
    String name,
    @Nullable UUID applicationId,
    @Nullable String application,
    @Nullable String environment,
    String unit,
    Direction direction,
    @Nullable String source,
    String query,
    int seconds,
    @Nullable String owner) {}
