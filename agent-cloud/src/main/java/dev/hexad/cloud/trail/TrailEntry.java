package dev.hexad.cloud.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something.
 *
 * @param source {@code hexad} for its own journal, else the log that says so
 * @param ownAct whether Hexad did it
 * @param resource what it was done to, as the log names it; null when it says nothing of that
 * @param problem why it was refused; null when it was done
 */
record TrailEntry(
    String id,
    Instant at,
    String who,
    String what,
    @Nullable String resource,
    List<String> resources,
    @Nullable String provider,
    @Nullable String account,
    @Nullable String region,
    String source,
    boolean ownAct,
    @Nullable String address,
    @Nullable String problem,
    @Nullable UUID actId,
    @Nullable String detail) {
  TrailEntry {
    resources = List.copyOf(resources);
  }

  static TrailEntry of(ResultSet rs, int row) throws SQLException {
    return new TrailEntry(
        rs.getString("id"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("who"),
        rs.getString("what"),
        rs.getString("resource"),
        List.of((String[]) rs.getArray("resources").getArray()),
        rs.getString("provider"),
        rs.getString("account"),
        rs.getString("region"),
        rs.getString("source"),
        rs.getBoolean("own"),
        rs.getString("address"),
        rs.getString("problem"),
        rs.getObject("act_id", UUID.class),
        rs.getString("detail"));
  }
}
