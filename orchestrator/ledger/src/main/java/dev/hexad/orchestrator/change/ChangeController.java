package dev.hexad.orchestrator.change;

import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.Suspect;
import dev.hexad.contracts.message.Json;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class ChangeController {
  private final JdbcClient jdbc;

  ChangeController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A deployment as events told it. */
  record DeploymentView(
      UUID id,
      UUID applicationId,
      String application,
      String environment,
      int revision,
      String state,
      String target,
      ImageRef image,
      @Nullable String commit,
      @Nullable String author,
      @Nullable UUID runId,
      Instant startedAt,
      Instant updatedAt,
      @Nullable String reason) {}

  /** An alert as events told it. */
  record AlertView(
      UUID id,
      @Nullable UUID applicationId,
      @Nullable String environment,
      String severity,
      String title,
      String description,
      List<Suspect> suspects,
      String state,
      Instant raisedAt,
      @Nullable Instant resolvedAt,
      @Nullable String resolution) {}

  /**
   * Which deployments are wanted, newest first; absent parts do not narrow.
   *
   * @param state as the views tell it, like STABLE or FAILED; several with commas
   * @param commit begin of a commit id
   * @param from started at this time or later
   * @param to started before this time
   * @param cursor id of the last one that was seen
   */
  record DeploymentSearch(
      @Nullable UUID applicationId,
      @Nullable String environment,
      @Nullable String state,
      @Nullable String target,
      @Nullable String commit,
      @Nullable String author,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID cursor,
      @Nullable Integer limit) {}

  @GetMapping("/deployments")
  @RequiresScope("deployments:read")
  Page<DeploymentView> deployments(Identity identity, @ParameterObject DeploymentSearch search) {
    int size = Page.size(search.limit());
    List<DeploymentView> found =
        jdbc.sql(
                """
                select * from deployment_view
                where tenant = :tenant
                  and (cast(:application as uuid) is null or application_id = :application)
                  and (cast(:environment as text) is null or environment = :environment)
                  and (cast(:states as text[]) is null or state = any (cast(:states as text[])))
                  and (cast(:target as text) is null or target = :target)
                  and (cast(:commit as text) is null or starts_with(commit_id, :commit))
                  and (cast(:author as text) is null or author = :author)
                  and (cast(:from as timestamptz) is null or started_at >= :from)
                  and (cast(:to as timestamptz) is null or started_at < :to)
                  and (cast(:cursor as uuid) is null or (started_at, id) <
                    (select started_at, id from deployment_view where id = :cursor))
                order by started_at desc, id desc limit :limit
                """)
            .param("tenant", identity.tenant())
            .param("application", search.applicationId())
            .param("environment", search.environment())
            .param("states", states(search.state()))
            .param("target", search.target())
            .param("commit", search.commit())
            .param("author", search.author())
            .param("from", timestamp(search.from()))
            .param("to", timestamp(search.to()))
            .param("cursor", search.cursor())
            .param("limit", size + 1)
            .query((rs, n) ->
                new DeploymentView(
                    rs.getObject("id", UUID.class),
                    rs.getObject("application_id", UUID.class),
                    rs.getString("application"),
                    rs.getString("environment"),
                    rs.getInt("revision"),
                    rs.getString("state"),
                    rs.getString("target"),
                    Json.read(rs.getString("image"), ImageRef.class),
                    rs.getString("commit_id"),
                    rs.getString("author"),
                    rs.getObject("run_id", UUID.class),
                    rs.getTimestamp("started_at").toInstant(),
                    rs.getTimestamp("updated_at").toInstant(),
                    rs.getString("reason")))
            .list();
    return Page.of(found, size, last -> last.id().toString());
  }

  /**
   * Which alerts are wanted, newest first; absent parts do not narrow.
   *
   * @param state FIRING or RESOLVED
   * @param severity one or several with commas
   * @param from raised at this time or later
   * @param to raised before this time
   * @param cursor id of the last one that was seen
   */
  record AlertSearch(
      @Nullable UUID applicationId,
      @Nullable String environment,
      @Nullable String state,
      @Nullable String severity,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID cursor,
      @Nullable Integer limit) {}

  @GetMapping("/alerts")
  @RequiresScope("alerts:read")
  Page<AlertView> alerts(Identity identity, @ParameterObject AlertSearch search) {
    int size = Page.size(search.limit());
    List<AlertView> found =
        jdbc.sql(
                """
                select * from alert_view
                where tenant = :tenant
                  and (cast(:application as uuid) is null or application_id = :application)
                  and (cast(:environment as text) is null or environment = :environment)
                  and (cast(:states as text[]) is null or state = any (cast(:states as text[])))
                  and (cast(:severities as text[]) is null
                    or upper(severity) = any (cast(:severities as text[])))
                  and (cast(:from as timestamptz) is null or raised_at >= :from)
                  and (cast(:to as timestamptz) is null or raised_at < :to)
                  and (cast(:cursor as uuid) is null or (raised_at, id) <
                    (select raised_at, id from alert_view where id = :cursor))
                order by raised_at desc, id desc limit :limit
                """)
            .param("tenant", identity.tenant())
            .param("application", search.applicationId())
            .param("environment", search.environment())
            .param("states", states(search.state()))
            .param("severities", states(search.severity()))
            .param("from", timestamp(search.from()))
            .param("to", timestamp(search.to()))
            .param("cursor", search.cursor())
            .param("limit", size + 1)
            .query((rs, n) ->
                new AlertView(
                    rs.getObject("id", UUID.class),
                    rs.getObject("application_id", UUID.class),
                    rs.getString("environment"),
                    rs.getString("severity"),
                    rs.getString("title"),
                    rs.getString("description"),
                    Arrays.asList(Json.read(rs.getString("suspects"), Suspect[].class)),
                    rs.getString("state"),
                    rs.getTimestamp("raised_at").toInstant(),
                    instant(rs.getTimestamp("resolved_at")),
                    rs.getString("resolution")))
            .list();
    return Page.of(found, size, last -> last.id().toString());
  }

  private static String @Nullable [] states(@Nullable String wanted) {
    return wanted == null || wanted.isBlank()
        ? null
        : wanted.toUpperCase(Locale.ROOT).split("\\s*,\\s*");
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
