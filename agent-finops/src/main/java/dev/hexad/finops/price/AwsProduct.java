package dev.hexad.finops.price;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Amazon's price list names what has a price.
 *
 * @param service code, for example {@code AmazonEC2}
 * @param filters attributes that it must have
 */
record AwsProduct(String service, Map<String, String> filters) {

  /** The product of a question, null when it is not looked for there. */
  static @Nullable AwsProduct of(PriceQuestion question) {
    return switch (question.meter()) {
      case AWS_INSTANCE ->
          of(
              question,
              "AmazonEC2",
              "instanceType",
              question.size(),
              "operatingSystem",
              "Linux",
              "tenancy",
              "Shared",
              "preInstalledSw",
              "NA",
              "capacitystatus",
              "Used");
      case AWS_VOLUME ->
          of(question, "AmazonEC2", "productFamily", "Storage", "volumeApiName", question.size());
      case AWS_DATABASE -> database(question, "Single-AZ");
      case AWS_DATABASE_MULTI_AZ -> database(question, "Multi-AZ");
      case AWS_CACHE_NODE ->
          of(
              question,
              "AmazonElastiCache",
              "instanceType",
              question.size(),
              "cacheEngine",
              question.variant());
      case AWS_LOAD_BALANCER ->
          of(
              question,
              "AWSELB",
              "productFamily",
              "Load Balancer-" + question.size(),
              "operation",
              "LoadBalancing:" + question.size());
      case AWS_NAT_GATEWAY ->
          of(question, "AmazonEC2", "productFamily", "NAT Gateway", "operation", "NatGateway");
      default -> null;
    };
  }

  private static AwsProduct database(PriceQuestion question, String deployment) {
    return of(
        question,
        "AmazonRDS",
        "instanceType",
        question.size(),
        "databaseEngine",
        question.variant(),
        "deploymentOption",
        deployment);
  }

  private static AwsProduct of(PriceQuestion question, String service, String... pairs) {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("regionCode", question.region());
    for (int i = 0; i < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        filters.put(pairs[i], pairs[i + 1]);
      }
    }
    return new AwsProduct(service, filters);
  }
}
