package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActivityLog;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Reading;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.problem.HexadException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** One AWS account; reads with one role, acts with another where one is given. */
final class AwsAccount implements CloudAccount {
  private static final Region HOME = Region.US_EAST_1;

  private static final RetryStrategy RETRIES = AwsRetryStrategy.standardRetryStrategy();

  /** Whether an act that got no answer was accepted is asked of AWS, not tried out. */
  private static final RetryStrategy NEVER = AwsRetryStrategy.doNotRetry();

  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private record Acting(String account, String arn, Instant at) {}

  private final AccountSettings settings;
  private final Clock clock;
  private final AwsClients base;
  private final AwsClients reading;
  private final AwsClients acting;
  private volatile @Nullable Acting actingAs;

  AwsAccount(
      AccountSettings settings, Secrets secrets, Clock clock, List<ExecutionInterceptor> watchers) {
    this.settings = settings;
    this.clock = clock;
    String secret = settings.credentialsSecret();
    AwsCredentialsProvider own =
        secret == null
            ? DefaultCredentialsProvider.builder().build()
            : new Keys(secret, secrets, clock);
    this.base = new AwsClients(settings, own, watchers, RETRIES);
    this.reading = new AwsClients(settings, as(settings.role(), own), watchers, RETRIES);
    String actionRole = settings.actionRole() == null ? settings.role() : settings.actionRole();
    this.acting = new AwsClients(settings, as(actionRole, own), watchers, NEVER);
  }

  private AwsCredentialsProvider as(@Nullable String role, AwsCredentialsProvider own) {
    if (role == null) {
      return own;
    }
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(base.client(StsClient.class, StsClient::builder, HOME))
        .refreshRequest(request ->
            request.roleArn(role).roleSessionName("hexad-cloud").externalId(settings.externalId()))
        .build();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Availability availability() {
    try {
      GetCallerIdentityResponse who =
          reading.client(StsClient.class, StsClient::builder, HOME).getCallerIdentity();
      return new Availability.Available(who.account(), "as " + who.arn());
    } catch (SdkException e) {
      return new Availability.Unavailable(String.valueOf(Failures.of(e).getMessage()));
    } catch (HexadException e) {
      return new Availability.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Scope> scopes() {
    try {
      List<String> regions = regions();
      var scopes = new ArrayList<Scope>();
      for (ServiceReader reader : ServiceReader.ALL) {
        if (settings.services().isEmpty() || settings.services().contains(reader.service())) {
          if (reader.global()) {
            scopes.add(new Scope(Scope.GLOBAL, reader.service()));
          } else {
            regions.forEach(region -> scopes.add(new Scope(region, reader.service())));
          }
        }
      }
      return scopes;
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  private List<String> allRegions() {
    return reading
        .client(Ec2Client.class, Ec2Client::builder, HOME)
        .describeRegions()
        .regions()
        .stream()
        .map(software.amazon.awssdk.services.ec2.model.Region::regionName)
        .toList();
  }

  @Override
  public List<ActivityLog> activityLogs() {
    try {
      return regions().stream()
          .<ActivityLog>map(name -> new TrailLog(new AwsRegion(reading, region(name)), this::self))
          .toList();
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  private List<String> regions() {
    return settings.regions().isEmpty() ? allRegions() : settings.regions();
  }

  /** Whom CloudTrail names as having done our acts; null when there can be none. */
  private @Nullable String self() {
    try {
      return actingAs().arn();
    } catch (SdkException e) {
      return null;
    }
  }

  @Override
  public void read(Scope scope, Consumer<CloudResource> found) {
    ServiceReader reader =
        ServiceReader.ALL.stream()
            .filter(r -> r.service().equals(scope.service()))
            .findFirst()
            .orElseThrow(() -> HexadException.notFound("service", scope.service()));
    var aws = new AwsRegion(reading, region(scope.region()));
    try {
      if (found instanceof Reading known) {
        Pages.watched(known, () -> reader.read(aws, found));
      } else {
        reader.read(aws, found);
      }
    } catch (SdkException e) {
      throw Failures.of(e);
    }
  }

  /** The account that acts go to; asked again after a minute. */
  String actingAccount() {
    return actingAs().account();
  }

  private Acting actingAs() {
    Acting known = actingAs;
    Instant now = clock.instant();
    if (known == null || known.at().plus(KNOWN_FOR).isBefore(now)) {
      var who = acting.client(StsClient.class, StsClient::builder, HOME).getCallerIdentity();
      known = new Acting(who.account(), who.arn(), now);
      actingAs = known;
    }
    return known;
  }

  /** Where to act on what a region has. */
  AwsRegion acting(String region) {
    return new AwsRegion(acting, region(region));
  }

  private static Region region(String name) {
    return name.equals(Scope.GLOBAL) ? HOME : Region.of(name);
  }

  @Override
  public void close() {
    acting.close();
    reading.close();
    base.close();
  }
}
