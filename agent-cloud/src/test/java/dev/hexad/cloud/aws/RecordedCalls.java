package dev.hexad.cloud.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Remembers which permissions the calls of the agent take. */
@Component
class RecordedCalls implements ExecutionInterceptor {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "elasticloadbalancingv2", "elasticloadbalancing",
          "cloudwatchlogs", "logs",
          "efs", "elasticfilesystem",
          "s3control", "s3");

  /** Those that are called otherwise than their permission. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
          Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
          Map.entry("s3:PutBucketEncryption", "s3:PutEncryptionConfiguration"),
          Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
          Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
          Map.entry("s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
          Map.entry("s3:DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
          Map.entry("s3:DeleteBucketTagging", "s3:PutBucketTagging"),
          Map.entry("s3:DeleteBucketEncryption", "s3:PutEncryptionConfiguration"),
          Map.entry("lambda:ListTags", "lambda:ListTags"));

  /** Operations that are done, but whose answer gets lost, once each. */
  final Set<String> lost = new ConcurrentSkipListSet<>();

  /** Operations that are done, but whose answer never comes. */
  final Set<String> stuck = new ConcurrentSkipListSet<>();

  private final java.util.List<String> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
  private final Set<String> permissions = new ConcurrentSkipListSet<>();

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String service =
        String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
            .replace(" ", "");
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    String lower = service.toLowerCase(Locale.ROOT);
    String prefix = PREFIXES.getOrDefault(lower, lower);
    String call = prefix + ":" + operation;
    boolean account = lower.equals("s3control");
    permissions.add(
        account
            ? "s3:" + operation.replace("PublicAccessBlock", "AccountPublicAccessBlock")
            : NAMES.getOrDefault(call, call));
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    sent.add(operation);
    if (stuck.contains(operation)) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw SdkClientException.create("the agent ends", e);
      }
    }
    if (lost.remove(operation)) {
      throw SdkClientException.create("the answer got lost");
    }
  }

  long sent(String operation) {
    return sent.stream().filter(operation::equals).count();
  }

  Set<String> permissions() {
    return permissions;
  }
}
