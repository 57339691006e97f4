package dev.hexad.monitoring.verdict;

import dev.hexad.monitoring.scrape.Watched;
import org.jspecify.annotations.Nullable;

/** The revision under judgement and the one that it is held against. */
record Rollout(Watched candidate, @Nullable Watched baseline) {}
