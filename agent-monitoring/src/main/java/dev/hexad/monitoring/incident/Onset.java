package dev.hexad.monitoring.incident;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When what an incident is about began, and what it shows. The alert comes later than the trouble:
 * where its signal was unusual before, that is the begin.
 */
@Component
class Onset {
  private final JdbcClient jdbc;

  Onset(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A begin.
   *
   * @param signal as the change graph calls it
   */
  record Begin(Instant at, String signal) {}

  Begin of(Incident incident) {
    Instant opened = incident.openedAt();
    Optional<Begin> first =
        jdbc.sql(
                """
                select a.rule, a.signal, a.raised_at, coalesce(
                  (select min(n.at) from anomaly n join signal s on s.id = n.signal_id
                    where s.key = a.signal and n.at <= a.raised_at
                      and n.at > a.raised_at - interval '30 minutes'),
                  a.pending_since, a.raised_at) as begun
                from alert a where a.incident_id = ? order by a.raised_at limit 1
                """)
            .param(incident.id())
            .query((rs, row) ->
                new Begin(
                    rs.getTimestamp("begun").toInstant(),
                    kind(rs.getString("rule"), rs.getString("signal"))))
            .optional();
    return first.orElse(new Begin(opened, "errors"));
  }

  private static String kind(String rule, @Nullable String signal) {
    String text = (rule + " " + (signal == null ? "" : signal)).toLowerCase(Locale.ROOT);
    if (text.contains("latency") || text.contains("duration") || text.contains("slow")) {
      return "latency";
    }
    if (text.contains("cpu")
        || text.contains("memory")
        || text.contains("disk")
        || text.contains("saturation")) {
      return "saturation";
    }
    if (text.contains("down") || text.contains("availab") || text.contains("absent")) {
      return "availability";
    }
    return text.contains("cost") ? "cost" : "errors";
  }
}
