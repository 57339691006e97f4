package dev.hexad.cloud.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetServiceLastAccessedDetailsResponse;
import software.amazon.awssdk.services.iam.model.ServiceLastAccessed;

/**
 * Services that a role may use and has not used for long, as IAM's access adviser has it. AWS works
 * a while on each answer, so one is asked for at one reading and fetched at the next, and holds for
 * a day. Thread-safe.
 */
final class UnusedServices {
  static final List<String> PERMISSIONS =
      List.of("iam:GenerateServiceLastAccessedDetails", "iam:GetServiceLastAccessedDetails");

  private static final Duration LONG = Duration.ofDays(90);
  private static final Duration HOLDS = Duration.ofDays(1);

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Clock clock;

  UnusedServices(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is known of a role.
   *
   * @param job that AWS works on; null when there is none
   * @param services null before the first answer
   */
  private record Known(@Nullable String job, @Nullable List<String> services, Instant until) {}

  /** Empty until it is known. */
  Optional<List<String>> of(IamClient iam, String arn) {
    Known now = known.computeIfAbsent(arn, key -> new Known(null, null, Instant.MIN));
    try {
      if (now.job() != null) {
        now = fetched(iam, now, now.job());
      } else if (!clock.instant().isBefore(now.until())) {
        String job = iam.generateServiceLastAccessedDetails(r -> r.arn(arn)).jobId();
        now = new Known(job, now.services(), now.until());
      }
    } catch (AwsServiceException e) {
      now = refused(e, now);
    }
    known.put(arn, now);
    return Optional.ofNullable(now.services());
  }

  /**
   * Who may not ask is told nothing, and asks again on another day; the rest is read all the same.
   */
  private Known refused(AwsServiceException e, Known before) {
    return switch (Failures.of(e).kind()) {
      case DENIED, NOT_FOUND, REFUSED -> new Known(null, null, clock.instant().plus(HOLDS));
      case THROTTLED, UNREACHABLE, FAILED -> before;
      case CREDENTIALS -> throw e;
    };
  }

  private Known fetched(IamClient iam, Known before, String job) {
    var answer = iam.getServiceLastAccessedDetails(r -> r.jobId(job));
    return switch (answer.jobStatus()) {
      case COMPLETED -> new Known(null, services(iam, job, answer), clock.instant().plus(HOLDS));
      case FAILED -> new Known(null, before.services(), clock.instant().plus(HOLDS));
      default -> before;
    };
  }

  private List<String> services(
      IamClient iam, String job, GetServiceLastAccessedDetailsResponse first) {
    Instant since = clock.instant().minus(LONG);
    var unused = new ArrayList<String>();
    GetServiceLastAccessedDetailsResponse page = first;
    while (true) {
      page.servicesLastAccessed().stream()
          .filter(service -> isUnused(service, since))
          .map(ServiceLastAccessed::serviceNamespace)
          .forEach(unused::add);
      String marker = page.marker();
      if (!Boolean.TRUE.equals(page.isTruncated()) || marker == null) {
        return unused.stream().sorted().toList();
      }
      page = iam.getServiceLastAccessedDetails(r -> r.jobId(job).marker(marker));
    }
  }

  private static boolean isUnused(ServiceLastAccessed service, Instant since) {
    Instant last = service.lastAuthenticated();
    return last == null || last.isBefore(since);
  }
}
