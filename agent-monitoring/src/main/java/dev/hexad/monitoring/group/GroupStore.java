package dev.hexad.monitoring.group;

import dev.hexad.contracts.message.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The values of signals that belong together, as rows, and what was unusual in them. */
@Repository
class GroupStore {
  private static final int FEWEST = 3;
  private static final int MOST = 50;
  private static final int LEAST_SECONDS = 60;

  private final JdbcClient jdbc;

  GroupStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Every named group, application and environment with enough signals, and not too many to look
   * through. A series is in a group only where its query names one.
   */
  List<Group> groups() {
    return jdbc.sql(
            """
            select group_name, case when group_name is null then application_id end place,
              case when group_name is null then environment end environment,
              array_agg(id order by id), array_agg(key order by id), max(seconds)
            from signal where ended_at is null and origin <> 'SPLIT'
              and (group_name is not null or application_id is not null and origin <> 'SERIES')
            group by 1, 2, 3 having count(*) between ? and ?
            """)
        .params(FEWEST, MOST)
        .query(GroupStore::group)
        .list();
  }

  private static Group group(ResultSet rs, int row) throws SQLException {
    Long[] ids = (Long[]) rs.getArray(4).getArray();
    String[] keys = (String[]) rs.getArray(5).getArray();
    var members = new ArrayList<Group.Member>();
    for (int i = 0; i < ids.length; i++) {
      members.add(new Group.Member(ids[i], keys[i]));
    }
    return new Group(
        new Group.Key(rs.getString(1), rs.getObject(2, UUID.class), rs.getString(3)),
        members,
        Duration.ofSeconds(Math.max(LEAST_SECONDS, rs.getInt(6))));
  }

  /**
   * Rows without a gap.
   *
   * @param begin of the first
   */
  record Rows(Instant begin, List<double[]> values) {}

  /**
   * One row for each step from the first value on, the mean of each signal in it; NaN where it has
   * none.
   */
  Rows rows(Group group, Instant from, Instant to) {
    Map<Long, Integer> columns = new HashMap<>();
    group.members().forEach(member -> columns.put(member.id(), columns.size()));
    var rows = new ArrayList<double[]>();
    long step = group.row().toMillis();
    Instant[] first = {from};
    jdbc.sql(
            """
            select date_bin(make_interval(secs => :step), at, :from) as begins, signal_id,
              avg(value)
            from point where signal_id = any (:signals) and at >= :from and at < :to
            group by begins, signal_id order by begins
            """)
        .param("step", step / 1_000.0)
        .param("signals", columns.keySet().toArray(Long[]::new))
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(rs -> {
          Instant at = rs.getTimestamp(1).toInstant();
          first[0] = rows.isEmpty() ? at : first[0];
          long place = Duration.between(first[0], at).toMillis() / step;
          while (rows.size() <= place) {
            double[] empty = new double[columns.size()];
            Arrays.fill(empty, Double.NaN);
            rows.add(empty);
          }
          int column = Objects.requireNonNull(columns.get(rs.getLong(2)));
          rows.getLast()[column] = rs.getDouble(3);
        });
    return new Rows(first[0], rows);
  }

  /** Keeps that a signal was unusual together with others, at its value of that time. */
  void unusual(Group.Member signal, Instant from, Instant to, double score, List<String> others) {
    jdbc.sql(
            """
            insert into anomaly (id, signal_id, at, value, low, high, score, reason, together)
            select :id, signal_id, at, value, low, high, :score, 'TOGETHER', :together
            from point where signal_id = :signal and at >= :from and at < :to
            order by at limit 1
            on conflict do nothing
            """)
        .param("id", Ids.next())
        .param("score", (float) score)
        .param("together", others.toArray(String[]::new))
        .param("signal", signal.id())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .update();
  }
}
