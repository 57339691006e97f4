package dev.hexad.cloud.rest;

import dev.hexad.contracts.message.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The access token of one identity, fetched anew before it ends. Thread-safe. */
public final class Tokens {
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final Source source;
  private final Clock clock;
  private @Nullable Token last;

  public Tokens(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Where tokens come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * A new token.
     *
     * @throws RuntimeException that says why there is none, without any credential
     */
    Token fetch();
  }

  /** A token and its end. */
  public record Token(Secret value, Instant until) {}

  synchronized Secret current() {
    Token known = last;
    if (known == null || !clock.instant().plus(EARLY).isBefore(known.until())) {
      known = source.fetch();
      last = known;
    }
    return known.value();
  }

  /** It was refused; the next one is a new one. */
  synchronized void forget(Secret refused) {
    if (last != null && last.value().matches(refused.reveal())) {
      last = null;
    }
  }
}
