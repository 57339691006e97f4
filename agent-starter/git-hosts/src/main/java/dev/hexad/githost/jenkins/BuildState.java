package dev.hexad.githost.jenkins;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A build as Jenkins knows it.
 *
 * @param building whether it still runs
 * @param result SUCCESS, UNSTABLE, FAILURE, ABORTED or NOT_BUILT; null while it runs
 * @param duration how long it took; zero while it runs
 * @param url its page, as Jenkins gives it
 */
public record BuildState(
    int number, boolean building, @Nullable String result, Duration duration, String url) {}
