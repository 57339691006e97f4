package dev.hexad.iac.credential;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.iac.settings.RunRole;
import dev.hexad.service.outbound.OutboundGuard;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Takes on the role that the configuration names for a workspace. The agent's own credentials are
 * used for that alone; a run sees only those of its session, which bears the id of its command, so
 * that the cloud's own log tells which run did what.
 */
@Component
public class RunCredentials {
  private static final int MINUTE = 60;

  private final LiveConfiguration<IacSettings> settings;
  private final OutboundGuard guard;

  RunCredentials(LiveConfiguration<IacSettings> settings, OutboundGuard guard) {
    this.settings = settings;
    this.guard = guard;
  }

  /** What the credentials are for. */
  public enum Phase {
    PLAN,
    APPLY
  }

  /**
   * Variables for the program's environment; none where no role is named.
   *
   * @param command whose run it is
   * @throws HexadException when the role cannot be taken on
   */
  public Map<String, String> of(String workspace, Phase phase, UUID command) {
    RunRole wanted =
        settings.current().roles().stream()
            .filter(role -> role.fits(workspace))
            .findFirst()
            .orElse(null);
    if (wanted == null) {
      return Map.of();
    }
    String arn = phase == Phase.PLAN ? wanted.planRole() : wanted.applyRole();
    return arn == null ? Map.of() : assume(wanted, arn, command);
  }

  private Map<String, String> assume(RunRole wanted, String arn, UUID command) {
    try (StsClient sts = client(wanted)) {
      Credentials session =
          sts.assumeRole(request ->
                  request
                      .roleArn(arn)
                      .roleSessionName("hexad-" + command)
                      .externalId(wanted.externalId())
                      .durationSeconds(wanted.minutes() * MINUTE))
              .credentials();
      return Map.of(
          "AWS_ACCESS_KEY_ID",
          session.accessKeyId(),
          "AWS_SECRET_ACCESS_KEY",
          session.secretAccessKey(),
          "AWS_SESSION_TOKEN",
          session.sessionToken());
    } catch (StsException e) {
      throw refused(
          arn, e, e.statusCode() >= 500 ? ProblemType.UNAVAILABLE : ProblemType.FORBIDDEN);
    } catch (SdkException e) {
      throw refused(arn, e, ProblemType.UNAVAILABLE);
    }
  }

  private static HexadException refused(String arn, SdkException why, ProblemType type) {
    return new HexadException(
        type, "The run could not take on the role " + arn + ": " + why.getMessage(), why);
  }

  private StsClient client(RunRole wanted) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(wanted.region()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(5)))
            .overrideConfiguration(limits -> limits.apiCallTimeout(Duration.ofSeconds(30)));
    @Nullable String endpoint = wanted.endpoint();
    if (endpoint != null) {
      guard.check(endpoint);
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder.build();
  }
}
