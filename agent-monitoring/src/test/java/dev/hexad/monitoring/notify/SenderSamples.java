package dev.hexad.monitoring.notify;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Secret;
import dev.hexad.monitoring.settings.Channel;
import dev.hexad.monitoring.settings.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident to tell of, and where to. */
final class SenderSamples {
  private SenderSamples() {}

  static Sender.Target target(Channel.Kind kind, @Nullable String to, String url) {
    return new Sender.Target(
        new Channel("c", kind, "name", url, kind == Channel.Kind.EMAIL && to == null ? "x" : to),
        Secret.of("s3cret"));
  }

  static Message message(Message.Change change) {
    return new Message(
        Ids.derived("incident"),
        1,
        change,
        "checkout is slow",
        Severity.CRITICAL,
        "checkout",
        "production",
        Instant.parse("2026-05-01T10:00:00Z"),
        List.of("checkout is slow: p95 is 3 s, a < b"),
        List.of("revision 7 by Ada"),
        null,
        "anna");
  }
}
