package dev.hexad.ci.repository;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repositories of registered applications, as the orchestrator told them. */
@Component
public class Repositories implements EventHandler<ApplicationRegistered> {
  private static final Duration KEEP_SECRET = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final OrchestratorClient orchestrator;
  private final Clock clock;
  private final Map<UUID, Kept> secrets = new ConcurrentHashMap<>();

  Repositories(JdbcClient jdbc, OrchestratorClient orchestrator, Clock clock) {
    this.jdbc = jdbc;
    this.orchestrator = orchestrator;
    this.clock = clock;
  }

  private record Kept(Secret secret, Instant until) {}

  /** A repository that may call. */
  public record Repository(
      UUID applicationId, String name, String url, String defaultBranch, String secretName) {}

  @Override
  public Class<ApplicationRegistered> eventType() {
    return ApplicationRegistered.class;
  }

  @Override
  public void handle(ApplicationRegistered e, Envelope envelope) {
    jdbc.sql(
            """
            insert into repository (application_id, name, url, default_branch, secret_name)
            values (?, ?, ?, ?, ?)
            on conflict (application_id) do update set name = excluded.name, url = excluded.url,
              default_branch = excluded.default_branch, secret_name = excluded.secret_name
            """)
        .params(
            e.applicationId(),
            e.name(),
            e.repositoryUrl(),
            e.defaultBranch(),
            e.webhookSecretName())
        .update();
  }

  public Optional<Repository> find(UUID applicationId) {
    return jdbc.sql("select * from repository where application_id = ?")
        .param(applicationId)
        .query((rs, n) ->
            new Repository(
                rs.getObject("application_id", UUID.class),
                rs.getString("name"),
                rs.getString("url"),
                rs.getString("default_branch"),
                rs.getString("secret_name")))
        .optional();
  }

  /**
   * The secret of a repository's webhook.
   *
   * @throws HexadException of type unavailable when it cannot be had now; the sender tries again
   */
  public Secret webhookSecret(Repository repository) {
    Kept kept = secrets.get(repository.applicationId());
    if (kept != null && kept.until().isAfter(clock.instant())) {
      return kept.secret();
    }
    try {
      Secret secret = orchestrator.secret(repository.secretName());
      secrets.put(repository.applicationId(), new Kept(secret, clock.instant().plus(KEEP_SECRET)));
      return secret;
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          "The secret of this webhook cannot be read now, so nothing can be verified; send again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "The agent stops.", e);
    }
  }
}
