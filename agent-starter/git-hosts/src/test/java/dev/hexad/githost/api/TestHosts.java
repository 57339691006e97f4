package dev.hexad.githost.api;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of hosts share: a client that may call loopback, and pauses that are only noted. */
final class TestHosts {
  static final String COMMIT = "c".repeat(39) + "3";
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final RepositoryName SHOP = new RepositoryName("team/shop");
  static final TokenSource TOKEN = () -> Secret.of("canary-token");

  final GuardedHttp http = new GuardedHttp(OutboundGuard.allowing(List.of("127.0.0.1")));
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final Retries retries =
      new Retries(
          4,
          Duration.ofMillis(500),
          Duration.ofSeconds(60),
          Clock.fixed(NOW, ZoneOffset.UTC),
          pauses::add);

  static HexadException problem(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(HexadException.class, call);
  }
}
