package dev.hexad.monitoring.incident;

import dev.hexad.monitoring.suspect.Courses;
import dev.hexad.monitoring.suspect.ShapeRanking;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When what an incident is about began, and what it shows. The alert comes later than the trouble:
 * where its signal shifted before, that is the begin.
 */
@Component
class Onset {
  /** A begin is known to a few values, and clocks differ. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Courses courses;

  Onset(JdbcClient jdbc, Courses courses) {
    this.jdbc = jdbc;
    this.courses = courses;
  }

  /**
   * A begin.
   *
   * @param signal as the change graph calls it
   */
  record Begin(Instant at, String signal) {}

  Begin of(Incident incident) {
    return jdbc.sql(
            """
            select a.rule, a.signal, a.raised_at, coalesce(a.pending_since, a.raised_at) as begun
            from alert a where a.incident_id = ? order by a.raised_at limit 1
            """)
        .param(incident.id())
        .query((rs, row) -> {
          String signal = rs.getString("signal");
          Instant raised = rs.getTimestamp("raised_at").toInstant();
          Instant begun = rs.getTimestamp("begun").toInstant();
          Instant shown =
              signal == null
                  ? begun
                  : courses
                      .of(signal, raised)
                      .map(course -> ShapeRanking.onset(course, begun))
                      .orElse(begun);
          return new Begin(shown.plus(TOLERANCE), kind(rs.getString("rule"), signal));
        })
        .optional()
        .orElse(new Begin(incident.openedAt(), "errors"));
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
