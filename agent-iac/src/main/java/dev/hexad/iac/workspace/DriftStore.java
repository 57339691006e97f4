package dev.hexad.iac.workspace;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Json;
import dev.hexad.iac.settings.IacSettings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** What has drifted of each workspace, and when it is looked at again. */
@Repository
public class DriftStore {
  private final JdbcClient jdbc;
  private final LiveConfiguration<IacSettings> settings;

  DriftStore(JdbcClient jdbc, LiveConfiguration<IacSettings> settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /** Each has its own place in the interval, so that not all come at once; null for never. */
  @Nullable Double next(String workspace) {
    int minutes = settings.current().drift().everyMinutes();
    double place = (workspace.hashCode() & 0xffff) / 65_536.0;
    return minutes == 0 ? null : Double.valueOf(minutes * 60.0 * (0.5 + place));
  }

  /** A look at a workspace has found this. */
  public void found(String workspace, int drifted, String masked, String causes, String cost) {
    jdbc.sql(
            """
            update workspace set drift_state = ?, drifted = ?, drift = ?::jsonb,
              drift_causes = ?::jsonb, drift_cost = ?::jsonb, drift_reason = null, drift_at = now(),
              drift_due_at = now() + make_interval(secs => ?)
            where name = ?
            """)
        .params(
            Arrays.asList(
                drifted == 0 ? "NONE" : "DRIFTED",
                drifted,
                masked,
                causes,
                cost,
                next(workspace),
                workspace))
        .update();
  }

  /** A look at a workspace did not succeed; what was found before stays. */
  public void failed(String workspace, String reason) {
    jdbc.sql(
            """
            update workspace set drift_state = 'FAILED', drift_reason = ?, drift_at = now(),
              drift_due_at = now() + make_interval(secs => ?)
            where name = ?
            """)
        .params(Arrays.asList(reason, next(workspace), workspace))
        .update();
  }

  /**
   * Workspaces whose turn it is, each for one caller; it comes again soon when nothing was found
   * out.
   */
  List<String> claimDue(int limit) {
    return jdbc.sql(
            """
            update workspace set drift_due_at = now() + interval '1 hour'
            where name in (
              select name from workspace where drift_due_at <= now() and applied is not null
              order by drift_due_at limit ? for update skip locked)
            returning name
            """)
        .param(limit)
        .query(String.class)
        .list();
  }

  /** What has drifted, masked. */
  JsonNode of(String name) {
    return document("drift", name);
  }

  /** Who acted on what has drifted. */
  JsonNode causesOf(String name) {
    return document("drift_causes", name);
  }

  /** What the drift costs a month; JSON's null where nothing of it could cost. */
  JsonNode costOf(String name) {
    return document("drift_cost", name);
  }

  private JsonNode document(String column, String name) {
    return jdbc.sql("select " + column + "::text from workspace where name = ?")
        .param(name)
        .query((rs, n) -> Json.mapper().readTree(rs.getString(1)))
        .single();
  }

  /** When the workspace was applied last; the beginning of time when it never was. */
  public Instant appliedAt(String name) {
    return jdbc.sql("select coalesce(applied_at, 'epoch') from workspace where name = ?")
        .param(name)
        .query(Timestamp.class)
        .single()
        .toInstant();
  }
}
