package dev.hexad.contracts.command;

import dev.hexad.contracts.event.Verdict;
import dev.hexad.contracts.message.MessageType;
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
 */
@MessageType("dev.hexad.command.monitoring.verify.v1")
public record VerifyParameters(
    String environment,
    @Nullable Integer windowSeconds,
    @Nullable Integer minRequests,
    @Nullable Double maxErrorRatio,
    @Nullable Probe probe)
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
   * What was seen.
   *
   * @param pValue probability of such a difference by chance; absent without a baseline
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
      @Nullable Double pValue) {}
}
