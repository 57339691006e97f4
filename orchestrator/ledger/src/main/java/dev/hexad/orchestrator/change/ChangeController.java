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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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

  @GetMapping("/deployments")
  @RequiresScope("deployments:read")
  Page<DeploymentView> deployments(
      Identity identity,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(
        jdbc.sql(
                """
                select * from deployment_view
                where tenant = :tenant
                  and (cast(:application as uuid) is null or application_id = :application)
                  and (cast(:environment as text) is null or environment = :environment)
                order by started_at desc limit :limit
                """)
            .param("tenant", identity.tenant())
            .param("application", applicationId)
            .param("environment", environment)
            .param("limit", Page.size(limit))
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
            .list());
  }

  @GetMapping("/alerts")
  @RequiresScope("alerts:read")
  Page<AlertView> alerts(
      Identity identity,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Integer limit) {
    return Page.all(
        jdbc.sql(
                """
                select * from alert_view
                where tenant = :tenant
                  and (cast(:application as uuid) is null or application_id = :application)
                  and (cast(:state as text) is null or state = :state)
                order by raised_at desc limit :limit
                """)
            .param("tenant", identity.tenant())
            .param("application", applicationId)
            .param("state", state)
            .param("limit", Page.size(limit))
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
            .list());
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
