package dev.hexad.cd.repository;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.event.EventHandler;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.message.Envelope;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The repositories of applications, as they were registered. */
@Component
public class Repositories implements EventHandler<ApplicationRegistered> {
  private final JdbcClient jdbc;
  private final Secrets secrets;

  Repositories(JdbcClient jdbc, OrchestratorClient orchestrator) {
    this.jdbc = jdbc;
    this.secrets = orchestrator::secret;
  }

  /**
   * A repository.
   *
   * @param tokenSecret name of the secret with a token for it, null where it needs none
   */
  public record Repository(
      UUID applicationId,
      String application,
      String url,
      String defaultBranch,
      @Nullable String tokenSecret) {}

  @Override
  public Class<ApplicationRegistered> eventType() {
    return ApplicationRegistered.class;
  }

  @Override
  public void handle(ApplicationRegistered e, Envelope envelope) {
    jdbc.sql(
            """
            insert into repository (application_id, application, url, default_branch, token_secret)
            values (:id, :name, :url, :branch, :token)
            on conflict (application_id) do update
            set application = excluded.application, url = excluded.url,
                default_branch = excluded.default_branch, token_secret = excluded.token_secret
            """)
        .param("id", e.applicationId())
        .param("name", e.name())
        .param("url", e.repositoryUrl())
        .param("branch", e.defaultBranch())
        .param("token", e.tokenSecretName())
        .update();
  }

  public Optional<Repository> find(UUID applicationId) {
    return jdbc.sql("select * from repository where application_id = ?")
        .param(applicationId)
        .query((rs, row) ->
            new Repository(
                rs.getObject("application_id", UUID.class),
                rs.getString("application"),
                rs.getString("url"),
                rs.getString("default_branch"),
                rs.getString("token_secret")))
        .optional();
  }

  /** What a repository is read with; null where it needs nothing, or is not the application's. */
  public @Nullable CredentialsProvider credentials(UUID applicationId, String url) {
    return find(applicationId)
        .filter(repository -> url.startsWith("https:") && repository.url().equals(url))
        .map(Repository::tokenSecret)
        .map(secrets::require)
        .map(token -> new UsernamePasswordCredentialsProvider("x-token-auth", token.reveal()))
        .orElse(null);
  }
}
