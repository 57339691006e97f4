package dev.hexad.iac.plan;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens by which private repositories are read; only their names are kept here. */
@Component
class Credentials implements EventHandler<ApplicationRegistered> {
  private final JdbcClient jdbc;
  private final OrchestratorClient orchestrator;

  Credentials(JdbcClient jdbc, OrchestratorClient orchestrator) {
    this.jdbc = jdbc;
    this.orchestrator = orchestrator;
  }

  @Override
  public Class<ApplicationRegistered> eventType() {
    return ApplicationRegistered.class;
  }

  @Override
  public void handle(ApplicationRegistered event, Envelope envelope) {
    jdbc.sql(
            """
            insert into repository_token (application_id, secret) values (?, ?)
            on conflict (application_id) do update set secret = excluded.secret
            """)
        .params(Arrays.asList(event.applicationId(), event.tokenSecretName()))
        .update();
  }

  /** Null where the repository needs none. */
  @Nullable CredentialsProvider of(UUID application) throws InterruptedException {
    String secret =
        jdbc.sql(
                "select secret from repository_token where application_id = ? and secret is not null")
            .param(application)
            .query(String.class)
            .optional()
            .orElse(null);
    if (secret == null) {
      return null;
    }
    try {
      return new UsernamePasswordCredentialsProvider("git", orchestrator.secret(secret).reveal());
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE, "The secret '" + secret + "' cannot be read now.", e);
    }
  }
}
