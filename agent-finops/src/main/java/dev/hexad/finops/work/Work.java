package dev.hexad.finops.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that another agent did.
 *
 * @param id of the deployment, plan or command
 * @param millis how long it took, null when that is not known
 * @param image repository that it made or deployed, null where it had to do with none
 */
public record Work(
    UUID id,
    Kind kind,
    @Nullable String application,
    @Nullable String environment,
    String title,
    @Nullable String author,
    @Nullable String commit,
    @Nullable UUID runId,
    @Nullable Long millis,
    @Nullable String image,
    Instant at) {

  /** What was done. */
  public enum Kind {
    DEPLOY,
    ROLLBACK,
    APPLY,
    BUILD;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Work row(ResultSet rs, int n) throws SQLException {
    long millis = rs.getLong("millis");
    boolean unknown = rs.wasNull();
    return new Work(
        rs.getObject("id", UUID.class),
        Kind.valueOf(rs.getString("kind")),
        rs.getString("application"),
        rs.getString("environment"),
        rs.getString("title"),
        rs.getString("author"),
        rs.getString("commit_id"),
        rs.getObject("run_id", UUID.class),
        unknown ? null : millis,
        rs.getString("image"),
        rs.getTimestamp("at").toInstant());
  }
}
