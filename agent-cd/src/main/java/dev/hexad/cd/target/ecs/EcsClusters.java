package dev.hexad.cd.target.ecs;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.EcsSettings;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;
import tools.jackson.core.JacksonException;

/** The ECS clusters of the agent's configuration. */
@Component
final class EcsClusters {
  private final Supplier<CdSettings> settings;
  private final Secrets secrets;
  private final Map<EcsSettings, EcsClient> clients = new HashMap<>();

  /** The content of a credentials secret. */
  private record Keys(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {
    Keys {
      if (accessKeyId == null || secretAccessKey == null) {
        throw new IllegalArgumentException("a key is missing");
      }
    }

    AwsCredentials credentials() {
      return sessionToken == null
          ? AwsBasicCredentials.create(accessKeyId, secretAccessKey)
          : AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    }
  }

  /** A cluster and who speaks to it. */
  record Access(EcsClient ecs, String cluster) {}

  @Autowired
  EcsClusters(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, orchestrator::secret);
  }

  EcsClusters(Supplier<CdSettings> settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  boolean none() {
    return settings.get().ecs().isEmpty();
  }

  /** The name of a cluster; that of the only one when none is given. */
  String name(@Nullable String given) {
    return TargetSettings.choose("ECS cluster", settings.get().ecs(), given);
  }

  synchronized Access of(String name) {
    EcsSettings wanted = settings.get().ecs().get(name(name));
    if (wanted == null) {
      throw new HexadException(ProblemType.INVALID, "There is no ECS cluster '" + name + "'.");
    }
    return new Access(clients.computeIfAbsent(wanted, this::connect), wanted.cluster());
  }

  private EcsClient connect(EcsSettings wanted) {
    var client =
        EcsClient.builder()
            .region(Region.of(wanted.region()))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.adaptiveRetryStrategy()))
            .credentialsProvider(credentials(wanted.credentialsSecret()));
    if (wanted.endpoint() != null) {
      client.endpointOverride(wanted.endpoint());
    }
    return client.build();
  }

  /** Asked for each time, so that replaced keys are taken. */
  private AwsCredentialsProvider credentials(@Nullable String secret) {
    if (secret == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    return () -> {
      String text = secrets.require(secret).reveal();
      try {
        return Json.read(text, Keys.class).credentials();
      } catch (JacksonException e) {
        // The cause would quote the secret.
        throw new HexadException(
            ProblemType.INVALID,
            "The secret '" + secret + "' is not {\"accessKeyId\": …, \"secretAccessKey\": …}.");
      }
    };
  }

  @PreDestroy
  synchronized void close() {
    clients.values().forEach(EcsClient::close);
    clients.clear();
  }
}
