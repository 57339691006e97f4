package dev.hexad.ci.artifact;

import dev.hexad.ci.archive.Archive;
import dev.hexad.ci.archive.Globs;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.objectstore.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Keeps, gives and in the end removes artifacts. */
@Service
public class Artifacts {
  private static final Logger log = LoggerFactory.getLogger(Artifacts.class);
  private static final long MAX_UNPACKED = 20L << 30;

  private final JdbcClient jdbc;
  private final ObjectStore store;
  private final Clock clock;

  Artifacts(JdbcClient jdbc, ObjectStore store, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.clock = clock;
  }

  /** The build that keeps or takes artifacts. */
  public record Owner(UUID commandId, @Nullable UUID runId, UUID applicationId) {}

  /**
   * Packs and stores what matches; doing it again for the same build replaces it.
   *
   * @param scratch folder for the archive while it is written
   * @return number of files, 0 when nothing matched and nothing is kept
   */
  public int keep(
      Owner owner, BuildParameters.Artifact wish, Path source, Path scratch, int defaultDays)
      throws IOException {
    requireName(wish.name());
    List<Path> files = Globs.of(wish.paths()).find(source);
    if (files.isEmpty()) {
      return 0;
    }
    Path archive = Files.createTempFile(Files.createDirectories(scratch), "artifact", ".tar.gz");
    try {
      long bytes;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
        bytes = Archive.pack(source, files, out);
      }
      UUID id = Ids.derived(owner.commandId(), wish.name());
      store.put(key(id), archive);
      Integer days = wish.retentionDays();
      Instant now = clock.instant();
      var artifact =
          new Artifact(
              id,
              owner.commandId(),
              owner.runId(),
              owner.applicationId(),
              wish.name(),
              files.size(),
              bytes,
              sha256(archive),
              store.location(),
              now,
              now.plus(Duration.ofDays(days == null ? defaultDays : days)));
      insert(artifact);
      return files.size();
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private void insert(Artifact a) {
    jdbc.sql(
            """
            insert into artifact (id, command_id, run_id, application_id, name, files, bytes,
              sha256, location, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set files = excluded.files, bytes = excluded.bytes,
              sha256 = excluded.sha256, expires_at = excluded.expires_at
            """)
        .params(
            Arrays.asList(
                a.id(),
                a.commandId(),
                a.runId(),
                a.applicationId(),
                a.name(),
                a.files(),
                a.bytes(),
                a.sha256(),
                a.location(),
                a.createdAt().atOffset(ZoneOffset.UTC),
                a.expiresAt().atOffset(ZoneOffset.UTC)))
        .update();
  }

  /**
   * Unpacks the newest artifact of this name that the run has.
   *
   * @throws HexadException when the run has none
   */
  public void take(Owner owner, String name, Path folder) throws IOException {
    Artifact found =
        jdbc.sql(
                "select * from artifact where run_id = ? and name = ? order by created_at desc"
                    + " limit 1")
            .params(Arrays.asList(owner.runId(), name))
            .query(Artifacts::artifact)
            .optional()
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.NOT_FOUND,
                    "No earlier stage of this run kept an artifact '"
                        + name
                        + "'; name it under 'artifacts' of a stage that this one needs."));
    try (InputStream in = open(found)) {
      Archive.unpack(in, folder, MAX_UNPACKED);
    }
  }

  Artifact require(UUID id) {
    return jdbc.sql("select * from artifact where id = ?")
        .param(id)
        .query(Artifacts::artifact)
        .optional()
        .orElseThrow(() -> HexadException.notFound("artifact", id));
  }

  InputStream open(Artifact artifact) throws IOException {
    return store
        .open(key(artifact.id()))
        .orElseThrow(() -> HexadException.notFound("content of the artifact", artifact.name()));
  }

  List<Artifact> list(@Nullable UUID runId, @Nullable UUID applicationId, int limit) {
    return jdbc.sql(
            """
            select * from artifact
            where (cast(? as uuid) is null or run_id = ?)
              and (cast(? as uuid) is null or application_id = ?)
            order by created_at desc limit ?
            """)
        .params(Arrays.asList(runId, runId, applicationId, applicationId, limit))
        .query(Artifacts::artifact)
        .list();
  }

  /** Removes what has expired; what cannot be removed now is tried again later. */
  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void expire() {
    List<UUID> old =
        jdbc.sql("select id from artifact where expires_at < ? limit 1000")
            .param(clock.instant().atOffset(ZoneOffset.UTC))
            .query(UUID.class)
            .list();
    for (UUID id : old) {
      try {
        store.delete(key(id));
        jdbc.sql("delete from artifact where id = ?").param(id).update();
      } catch (IOException e) {
        log.atWarn().setCause(e).addKeyValue("artifact", id).log("cannot remove an artifact");
      }
    }
  }

  private static String key(UUID id) {
    return "artifacts/" + id;
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + name + "' is not a name of an artifact; use letters, digits, dots and dashes.");
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Artifact artifact(ResultSet rs, int row) throws SQLException {
    return new Artifact(
        rs.getObject("id", UUID.class),
        rs.getObject("command_id", UUID.class),
        rs.getObject("run_id", UUID.class),
        rs.getObject("application_id", UUID.class),
        rs.getString("name"),
        rs.getInt("files"),
        rs.getLong("bytes"),
        rs.getString("sha256"),
        rs.getString("location"),
        rs.getObject("created_at", OffsetDateTime.class).toInstant(),
        rs.getObject("expires_at", OffsetDateTime.class).toInstant());
  }
}
