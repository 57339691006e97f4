package dev.hexad.finops.refresh;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether something has to be worked out anew; of several instances one does it. */
@Component
public class RefreshStore {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  RefreshStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Where it stands. */
  public record State(long wanted, long done, Instant doneAt) {}

  public State state() {
    return jdbc.sql("select wanted, done, done_at from refresh_state")
        .query((rs, n) ->
            new State(
                rs.getLong("wanted"), rs.getLong("done"), rs.getTimestamp("done_at").toInstant()))
        .single();
  }

  /** Asks for it, with the transaction that changes the charges. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void want() {
    jdbc.sql("update refresh_state set wanted = wanted + 1").update();
  }

  /** Takes the work, if there is any: what is wanted, or once a day. */
  @Transactional
  public Optional<Long> claim() {
    Instant now = clock.instant();
    Instant today =
        LocalDate.ofInstant(now, ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
    return jdbc.sql(
            """
            update refresh_state set claimed_until = ?
            where claimed_until <= ? and (wanted > done or done_at < ?) returning wanted
            """)
        .params(Timestamp.from(now.plus(LONGEST)), Timestamp.from(now), Timestamp.from(today))
        .query(Long.class)
        .optional();
  }

  @Transactional
  public void done(long wanted) {
    jdbc.sql(
            """
            update refresh_state
            set done = greatest(done, ?), done_at = ?, claimed_until = 'epoch'
            """)
        .params(wanted, Timestamp.from(clock.instant()))
        .update();
  }
}
