package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.orchestrator.registry.Digest;
import dev.hexad.service.ServiceProperties;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares what runs with the files that operators keep, and applies changed files if told to. */
@Service
class Drift {
  private static final Logger log = LoggerFactory.getLogger(Drift.class);

  private final InstallationProperties installation;
  private final ServiceProperties service;
  private final Bundles bundles;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile @Nullable State lastSeen;

  Drift(
      InstallationProperties installation,
      ServiceProperties service,
      Bundles bundles,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock) {
    this.installation = installation;
    this.service = service;
    this.bundles = bundles;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** How file and running configuration stand to each other. */
  enum State {
    NO_SOURCE,
    IN_SYNC,
    DRIFTED,
    UNREADABLE
  }

  /**
   * A comparison.
   *
   * @param plan what importing the file would do
   * @param problem why the file could not be read
   */
  record Report(
      State state,
      Instant at,
      @Nullable String source,
      boolean applies,
      @Nullable Instant appliedAt,
      Bundles.@Nullable Plan plan,
      @Nullable Problem problem) {}

  Report report(String tenant) {
    Path source = installation.configuration().source();
    if (source == null) {
      return new Report(State.NO_SOURCE, clock.instant(), null, false, null, null, null);
    }
    boolean applies = installation.configuration().apply();
    try {
      Bundles.Plan plan = bundles.plan(tenant, SourceFiles.read(source));
      return new Report(
          plan.same() ? State.IN_SYNC : State.DRIFTED,
          clock.instant(),
          source.toString(),
          applies,
          applied(tenant).map(Applied::at).orElse(null),
          plan,
          null);
    } catch (HexadException e) {
      return new Report(
          State.UNREADABLE, clock.instant(), source.toString(), applies, null, null, e.problem());
    }
  }

  /** Looks once a minute. */
  @Scheduled(fixedDelayString = "${hexad.configuration.every:60000}")
  void look() {
    Path source = installation.configuration().source();
    if (source == null) {
      return;
    }
    String tenant = service.tenantName();
    if (installation.configuration().apply()) {
      applyChanged(tenant, source);
    }
    Report report = report(tenant);
    if (report.state() != lastSeen) {
      lastSeen = report.state();
      log.atInfo()
          .addKeyValue("source", source)
          .addKeyValue("state", report.state())
          .addKeyValue("problem", report.problem() == null ? "" : report.problem().detail())
          .log("configuration compared with its files");
    }
  }

  private record Applied(String digest, Instant at) {}

  private Optional<Applied> applied(String tenant) {
    return jdbc.sql("select digest, applied_at from configuration_source where tenant = ?")
        .param(tenant)
        .query((rs, n) -> new Applied(rs.getString(1), rs.getTimestamp(2).toInstant()))
        .optional();
  }

  /** A change made by hand stays until the file changes; it shows as drift meanwhile. */
  private void applyChanged(String tenant, Path source) {
    try {
      Bundle wanted = SourceFiles.read(source);
      String digest = Digest.of(Json.tree(wanted));
      transaction.executeWithoutResult(status -> {
        int changed =
            jdbc.sql(
                    """
                    insert into configuration_source values (?, ?, now())
                    on conflict (tenant) do update set digest = excluded.digest, applied_at = now()
                    where configuration_source.digest <> excluded.digest
                    """)
                .params(tenant, digest)
                .update();
        if (changed == 1) {
          bundles.apply(tenant, wanted, null, "file:" + source.getFileName());
        }
      });
    } catch (HexadException e) {
      log.atWarn()
          .addKeyValue("source", source)
          .addKeyValue("reason", e.problem().detail())
          .addKeyValue("errors", List.copyOf(e.problem().errors()))
          .log("configuration file not applied");
    }
  }
}
