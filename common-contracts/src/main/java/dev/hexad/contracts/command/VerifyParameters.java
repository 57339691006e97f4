package dev.hexad.contracts.command;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.message.MessageType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Watches a rollout and judges it: the canary against the stable revision where both run, else
 * against the limits.
 *
 * @param windowSeconds how long to look, 30 when absent
 * @param minRequests fewer requests than this are not enough data, 50 when absent
 * @param maxErrorRatio 0 to 1, 0.05 when absent
 * @param probe requests that Monitoring sends itself, for services without traffic of their own
 * @param latency makes latency a condition of a pass; when absent it is judged where both revisions
 *     show a histogram, and does not block where they do not
 * @param prometheus where the metrics are read; from the revisions themselves when absent
 */
@MessageType("dev.hexad.command.monitoring.verify.v1")
public record VerifyParameters(
    String environment,
    @Nullable Integer windowSeconds,
    @Nullable Integer minRequests,
    @Nullable Double maxErrorRatio,
    @Nullable Probe probe,
    @Nullable Latency latency,
    @Nullable Prometheus prometheus)
    implements Parameters {
  public VerifyParameters {
    Objects.requireNonNull(environment, "environment");
  }

  /**
   * Requests that Monitoring sends to each revision.
   *
   * @param path for example {@code /}
   * @param perSecond 1 to 100
   */
  public record Probe(String path, int perSecond) {
    public Probe {
      Objects.requireNonNull(path, "path");
      if (perSecond < 1 || perSecond > 100) {
        throw new IllegalArgumentException("perSecond must be 1 to 100, not " + perSecond);
      }
    }
  }

  /**
   * Limits of latency.
   *
   * @param maxLatencyMillis more than this at the percentile fails; no such limit when absent
   * @param latencyPercentile between 0 and 1, 0.95 when absent
   * @param tolerance how far the probability that a request to the candidate is slower than one to
   *     the stable revision may lie above one half, 0 to 0.5, 0.14 when absent
   */
  public record Latency(
      @Nullable Double maxLatencyMillis,
      @Nullable Double latencyPercentile,
      @Nullable Double tolerance) {
    public Latency {
      if (maxLatencyMillis != null && !(maxLatencyMillis > 0)) {
        throw new IllegalArgumentException(
            "maxLatencyMillis must be more than 0, not " + maxLatencyMillis);
      }
      if (latencyPercentile != null && !(latencyPercentile > 0 && latencyPercentile < 1)) {
        throw new IllegalArgumentException(
            "latencyPercentile must be between 0 and 1, for example 0.95, not "
                + latencyPercentile);
      }
      if (tolerance != null && !(tolerance >= 0 && tolerance <= 0.5)) {
        throw new IllegalArgumentException("tolerance must be 0 to 0.5, not " + tolerance);
      }
    }
  }

  /**
   * A Prometheus server that has the metrics of the revisions. In the expressions the words {@code
   * $revision}, {@code $role} (stable or canary), {@code $environment}, {@code $application} and
   * {@code $deployment} stand for the values of each revision, quoted as the place needs it.
   *
   * @param url of the server, for example {@code https://prometheus.example.org}
   * @param requests PromQL that gives counters of requests, as they are: no rate
   * @param errors PromQL that gives counters of failed requests; give it {@code or vector(0)} where
   *     no series means no errors
   * @param latency PromQL that gives the buckets of a classic histogram, with their label {@code
   *     le}
   * @param tokenSecret name of the secret that holds a bearer token; none is sent when absent
   */
  public record Prometheus(
      String url,
      String requests,
      String errors,
      @Nullable String latency,
      @Nullable String tokenSecret) {
    private static final int LONGEST = 8192;

    public Prometheus {
      if (url == null || url.isBlank()) {
        throw new IllegalArgumentException("prometheus.url is missing");
      }
      check("requests", Objects.requireNonNullElse(requests, ""));
      check("errors", Objects.requireNonNullElse(errors, ""));
      if (latency != null) {
        check("latency", latency);
      }
    }

    private static void check(String name, String expression) {
      if (expression.isBlank() || expression.length() > LONGEST) {
        throw new IllegalArgumentException(
            "prometheus."
                + name
                + " must be a PromQL expression of at most "
                + LONGEST
                + " characters");
      }
    }
  }

  /**
   * What was seen.
   *
   * @param pValue probability of such a difference of errors by chance; absent without a baseline
   * @param criteria what each criterion says by itself
   */
  public record Result(
      UUID verdictId,
      Verdict verdict,
      String reason,
      int revision,
      long requests,
      long errors,
      @Nullable Long baselineRequests,
      @Nullable Long baselineErrors,
      @Nullable Double pValue,
      List<Criterion> criteria) {
    public Result {
      criteria = criteria == null ? List.of() : List.copyOf(criteria);
    }
  }

  /**
   * One thing that was judged. The whole fails when one fails, and passes when all that are
   * required pass.
   *
   * @param name {@code errors} or {@code latency}
   * @param required whether too little data here keeps the whole from passing
   * @param candidateValue ratio of errors, or latency at the percentile
   * @param pValue probability of such a difference by chance; absent where nothing was compared
   * @param effect of errors: by how much the ratio is higher; of latency: probability that a
   *     request to the candidate is slower than one to the stable revision, ties counted half
   * @param unit of the values: {@code ratio} or {@code ms}
   */
  public record Criterion(
      String name,
      Verdict verdict,
      boolean required,
      String reason,
      @Nullable Double candidateValue,
      @Nullable Double baselineValue,
      @Nullable Double pValue,
      @Nullable Double effect,
      String unit) {
    public Criterion {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(unit, "unit");
    }
  }
}
