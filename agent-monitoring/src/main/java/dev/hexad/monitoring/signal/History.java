package dev.hexad.monitoring.signal;

import dev.hexad.monitoring.detect.Reading;
import dev.hexad.monitoring.detect.Reason;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stored values, for those who look back. */
@Component
public class History {
  private final JdbcClient jdbc;
  private final PointStore points;

  History(JdbcClient jdbc, PointStore points) {
    this.jdbc = jdbc;
    this.points = points;
  }

  /** All signals, those that have ended among them. */
  public List<Signal> signals() {
    return jdbc.sql("select * from signal order by key").query(SignalStore::signal).list();
  }

  /** Values with what the detector made of them then, the oldest first. */
  public List<Taken> values(Signal signal, Instant from, Instant to, int limit) {
    return points.range(signal.id(), from, to, limit).stream()
        .map(p ->
            new Taken(
                signal,
                p.at(),
                p.value(),
                new Reading(
                    p.value(),
                    p.low() == null ? Double.NaN : p.low(),
                    p.high() == null ? Double.NaN : p.high(),
                    p.score() == null ? 0 : p.score(),
                    Reason.NONE)))
        .toList();
  }
}
