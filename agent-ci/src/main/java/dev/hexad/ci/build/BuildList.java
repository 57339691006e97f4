package dev.hexad.ci.build;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Builds as people see them. */
@Repository
class BuildList {
  private final JdbcClient jdbc;

  BuildList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A build.
   *
   * @param id also the id of its command, whose log is the build's
   * @param coverage covered lines in percent
   * @param inheritedFrom the failed build that it went on with
   * @param attestation digests of SBOM, provenance and signature of the image
   */
  record Build(
      UUID id,
      @Nullable UUID runId,
      @Nullable String stage,
      UUID applicationId,
      String application,
      @Nullable String ref,
      String commit,
      @Nullable String author,
      @Nullable String message,
      @Nullable Long pullRequest,
      String state,
      @Nullable String reason,
      @Nullable String version,
      @Nullable String image,
      @Nullable String imageTag,
      @Nullable JsonNode attestation,
      @Nullable Integer testsPassed,
      @Nullable Integer testsFailed,
      @Nullable Integer testsSkipped,
      @Nullable Double coverage,
      List<StepResult> steps,
      @Nullable UUID inheritedFrom,
      long durationMillis,
      Instant finishedAt) {}

  /** Newest first. */
  List<Build> list(Filter filter, int limit) {
    Instant before = filter.before();
    return jdbc.sql(
            """
            select * from build
            where (cast(? as uuid) is null or application_id = ?)
              and (cast(? as uuid) is null or run_id = ?)
              and (cast(? as text) is null or ref = ?)
              and (cast(? as timestamptz) is null or finished_at < ?)
              and (not ? or image is not null)
            order by finished_at desc limit ?
            """)
        .params(
            Arrays.asList(
                filter.applicationId(),
                filter.applicationId(),
                filter.runId(),
                filter.runId(),
                filter.ref(),
                filter.ref(),
                before == null ? null : before.atOffset(ZoneOffset.UTC),
                before == null ? null : before.atOffset(ZoneOffset.UTC),
                filter.withImage(),
                limit))
        .query(BuildList::build)
        .list();
  }

  /** What to list; null lets everything through. */
  record Filter(
      @Nullable UUID applicationId,
      @Nullable UUID runId,
      @Nullable String ref,
      @Nullable Instant before,
      boolean withImage) {}

  Build require(UUID id) {
    return jdbc.sql("select * from build where id = ?")
        .param(id)
        .query(BuildList::build)
        .optional()
        .orElseThrow(() -> HexadException.notFound("finished build", id));
  }

  private static Build build(ResultSet rs, int row) throws SQLException {
    String steps = rs.getString("steps");
    String attestation = rs.getString("attestation");
    return new Build(
        rs.getObject("id", UUID.class),
        rs.getObject("run_id", UUID.class),
        rs.getString("stage"),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("ref"),
        rs.getString("commit_id"),
        rs.getString("author"),
        rs.getString("message"),
        rs.getObject("pull_request", Long.class),
        rs.getString("state"),
        rs.getString("reason"),
        rs.getString("version"),
        rs.getString("image"),
        rs.getString("image_tag"),
        attestation == null ? null : Json.mapper().readTree(attestation),
        rs.getObject("tests_passed", Integer.class),
        rs.getObject("tests_failed", Integer.class),
        rs.getObject("tests_skipped", Integer.class),
        rs.getObject("coverage", Double.class),
        steps == null ? List.of() : List.of(Json.read(steps, StepResult[].class)),
        rs.getObject("inherited_from", UUID.class),
        rs.getLong("duration_ms"),
        rs.getObject("finished_at", OffsetDateTime.class).toInstant());
  }
}
