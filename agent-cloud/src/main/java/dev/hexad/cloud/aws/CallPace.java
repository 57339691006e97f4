package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.Pace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Has each call wait for its turn: one bucket for each service in one region of an account. */
final class CallPace implements ExecutionInterceptor {
  /** Operations that AWS allows only so often a second. */
  private static final Map<String, Integer> SLOW = Map.of("LookupEvents", 2);

  private final Map<String, Pace> paces = new ConcurrentHashMap<>();
  private final String region;
  private final int perSecond;

  CallPace(String region, int perSecond) {
    this.region = region;
    this.perSecond = perSecond;
  }

  private Pace pace(ExecutionAttributes attributes) {
    String service = String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    Integer fewer = SLOW.get(operation);
    return fewer == null
        ? paces.computeIfAbsent(service + "/" + region, s -> new Pace(perSecond, System::nanoTime))
        : paces.computeIfAbsent(
            service + "/" + region + "/" + operation,
            s -> new Pace(Math.min(fewer, perSecond), System::nanoTime));
  }

  /** Comes before each attempt, so that repeated ones count too. */
  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    try {
      pace(attributes).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while waiting for a turn", e);
    }
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    int status = context.httpResponse().statusCode();
    if (status == 429 || status == 503) {
      pace(attributes).throttled();
    } else if (context.httpResponse().isSuccessful()) {
      pace(attributes).succeeded();
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof AwsServiceException e && e.isThrottlingException()) {
      pace(attributes).throttled();
    }
  }
}
