package dev.hexad.cd.target.cloudrun;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Hosting.CloudRun;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.cd.target.http.Api;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The places on Google Cloud Run of the agent's configuration. */
@Component
final class CloudRunAccounts {
  private static final URI API = URI.create("https://run.googleapis.com");
  private static final List<String> SCOPE =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  private final Supplier<CdSettings> settings;
  private final Function<CloudRun, Secret> tokens;

  /**
   * A place.
   *
   * @param folder path of its services
   */
  record Access(Api api, String folder) {}

  @Autowired
  CloudRunAccounts(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, new Tokens(orchestrator::secret));
  }

  CloudRunAccounts(Supplier<CdSettings> settings, Function<CloudRun, Secret> tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  private Map<String, CloudRun> known() {
    return settings.get().hosts().cloudRun();
  }

  boolean none() {
    return known().isEmpty();
  }

  /** The name of an account; that of the only one when none is given. */
  String name(@Nullable String given) {
    return TargetSettings.choose("Cloud Run account", known(), given);
  }

  Access of(String name) {
    CloudRun account = known().get(name);
    if (account == null) {
      throw new HexadException(
          ProblemType.INVALID, "There is no Cloud Run account '" + name + "'.");
    }
    URI base = account.endpoint() == null ? API : account.endpoint();
    return new Access(
        new Api("Cloud Run", base, () -> tokens.apply(account)),
        "/v2/projects/%s/locations/%s/services"
            .formatted(Api.encode(account.project()), Api.encode(account.location())));
  }

  /** Short-lived tokens; a replaced key is taken when it is asked for next. */
  record Tokens(Secrets secrets, Map<Secret, GoogleCredentials> known)
      implements Function<CloudRun, Secret> {
    Tokens(Secrets secrets) {
      this(secrets, new ConcurrentHashMap<>());
    }

    @Override
    public Secret apply(CloudRun account) {
      String name = account.credentialsSecret();
      try {
        GoogleCredentials credentials =
            name == null
                ? known.computeIfAbsent(Secret.of(""), none -> ambient())
                : known.computeIfAbsent(secrets.require(name), key -> key(name, key));
        credentials.refreshIfExpired();
        AccessToken token = credentials.getAccessToken();
        if (token == null) {
          throw new IOException("there was none in the answer");
        }
        return Secret.of(token.getTokenValue());
      } catch (IOException e) {
        throw new HexadException(
            ProblemType.UPSTREAM_FAILED, "Google gives out no token: " + e.getMessage());
      }
    }

    private static GoogleCredentials ambient() {
      try {
        return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
      } catch (IOException e) {
        throw new HexadException(
            ProblemType.INVALID,
            "The agent has no identity of its own at Google; name a credentialsSecret.",
            e);
      }
    }

    private static GoogleCredentials key(String name, Secret key) {
      try {
        return ServiceAccountCredentials.fromStream(
                new ByteArrayInputStream(key.reveal().getBytes(StandardCharsets.UTF_8)))
            .createScoped(SCOPE);
      } catch (IOException | RuntimeException e) {
        // The cause could quote the key.
        throw new HexadException(
            ProblemType.INVALID,
            "The secret '"
                + name
                + "' is not the key of a service account as Google gives it out.");
      }
    }
  }
}
