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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repositories of registered applications, as the orchestrator told them. */
@Component
public class Repositories implements EventHandler<ApplicationRegistered> {
  private static final Duration KEEP = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final OrchestratorClient orchestrator;
  private final Clock clock;
  private final Map<UUID, KeptRepository> known = new ConcurrentHashMap<>();
  private final Map<String, KeptSecret> secrets = new ConcurrentHashMap<>();

  Repositories(JdbcClient jdbc, OrchestratorClient orchestrator, Clock clock) {
    this.jdbc = jdbc;
    this.orchestrator = orchestrator;
    this.clock = clock;
  }

  private record KeptSecret(Secret secret, Instant until) {}

  private record KeptRepository(Repository repository, Instant until) {}

  /**
   * A repository that may call.
   *
   * @param provider the Git host's kind, null when nothing is written back
   * @param apiUrl base of its API, null for the usual one
   * @param tokenSecret name of the secret with a token, null for none
   */
  public record Repository(
      UUID applicationId,
      String name,
      String url,
      String defaultBranch,
      String secretName,
      @Nullable String provider,
      @Nullable String apiUrl,
      @Nullable String tokenSecret) {}

  @Override
  public Class<ApplicationRegistered> eventType() {
    return ApplicationRegistered.class;
  }

  @Override
  public void handle(ApplicationRegistered e, Envelope envelope) {
    jdbc.sql(
            """
            insert into repository (application_id, name, url, default_branch, secret_name,
              provider, api_url, token_secret)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id) do update set name = excluded.name, url = excluded.url,
              default_branch = excluded.default_branch, secret_name = excluded.secret_name,
              provider = excluded.provider, api_url = excluded.api_url,
              token_secret = excluded.token_secret
            """)
        .params(
            Arrays.asList(
                e.applicationId(),
                e.name(),
                e.repositoryUrl(),
                e.defaultBranch(),
                e.webhookSecretName(),
                e.provider(),
                e.apiUrl(),
                e.tokenSecretName()))
        .update();
    known.remove(e.applicationId());
  }

  /** The repository of an application; what is known is a few seconds old at most. */
  public Optional<Repository> find(UUID applicationId) {
    KeptRepository kept = known.get(applicationId);
    if (kept != null && kept.until().isAfter(clock.instant())) {
      return Optional.of(kept.repository());
    }
    Optional<Repository> found =
        jdbc.sql("select * from repository where application_id = ?")
            .param(applicationId)
            .query(Repositories::repository)
            .optional();
    found.ifPresent(repository ->
        known.put(applicationId, new KeptRepository(repository, clock.instant().plus(KEEP))));
    return found;
  }

  public List<Repository> all() {
    return jdbc.sql("select * from repository order by name")
        .query(Repositories::repository)
        .list();
  }

  private static Repository repository(java.sql.ResultSet rs, int row)
      throws java.sql.SQLException {
    return new Repository(
        rs.getObject("application_id", UUID.class),
        rs.getString("name"),
        rs.getString("url"),
        rs.getString("default_branch"),
        rs.getString("secret_name"),
        rs.getString("provider"),
        rs.getString("api_url"),
        rs.getString("token_secret"));
  }

  /**
   * The secret of a repository's webhook.
   *
   * @throws HexadException of type unavailable when it cannot be had now; the sender tries again
   */
  public Secret webhookSecret(Repository repository) {
    return secret(repository.secretName());
  }

  /** The token for the repository and its host's API, empty when none is set. */
  public Optional<Secret> token(UUID applicationId) {
    return find(applicationId).map(Repository::tokenSecret).map(this::secret);
  }

  /**
   * A secret by its name; kept for a few seconds.
   *
   * @throws HexadException of type unavailable when it cannot be had now
   */
  public Secret secret(String name) {
    KeptSecret kept = secrets.get(name);
    if (kept != null && kept.until().isAfter(clock.instant())) {
      return kept.secret();
    }
    try {
      Secret secret = orchestrator.secret(name);
      secrets.put(name, new KeptSecret(secret, clock.instant().plus(KEEP)));
      return secret;
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          "The secret '"
              + name
              + "' cannot be read now; check that it exists and the orchestrator answers.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "The agent stops.", e);
    }
  }
}
