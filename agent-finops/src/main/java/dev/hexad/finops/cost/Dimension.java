package dev.hexad.finops.cost;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.FinopsSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that costs are grouped and filtered by.
 *
 * @param name as it is asked for
 * @param expression SQL over {@code d}, a dimension, and where it is fine over {@code c}, a charge,
 *     and {@code t}, its detail; {@code %s} stands for the tag's parameter
 * @param tag key of the tag that it reads, null for none
 * @param fine whether it is known of single charges only, not of sums by day
 */
public record Dimension(String name, String expression, @Nullable String tag, boolean fine) {
  /** The value of charges that say nothing. */
  public static final String NONE = "(none)";

  private static final Map<String, String> COARSE =
      Map.ofEntries(
          Map.entry("provider", "d.provider"),
          Map.entry("publisher", "d.publisher"),
          Map.entry("billingAccount", "d.billing_account"),
          Map.entry("account", "d.account"),
          Map.entry("accountName", "coalesce(d.account_name, d.account)"),
          Map.entry("service", "d.service"),
          Map.entry("serviceCategory", "d.service_category"),
          Map.entry("region", "d.region"),
          Map.entry("category", "d.category"),
          Map.entry("class", "d.class"),
          Map.entry("pricing", "d.pricing"),
          Map.entry("frequency", "d.frequency"),
          Map.entry("commitment", "d.commitment"),
          Map.entry("commitmentType", "d.commitment_type"),
          Map.entry("commitmentStatus", "d.commitment_status"),
          Map.entry("resourceType", "d.resource_type"),
          Map.entry("currency", "d.currency"),
          Map.entry("source", "o.name"));

  private static final Map<String, String> FINE =
      Map.of(
          "resource", "coalesce(c.resource_name, c.resource)",
          "zone", "t.data ->> 'AvailabilityZone'",
          "sku", "t.data ->> 'SkuId'",
          "meter", "t.data ->> 'SkuMeter'",
          "description", "t.data ->> 'ChargeDescription'",
          "invoice", "t.data ->> 'InvoiceId'");

  /**
   * The dimension of a name.
   *
   * @throws HexadException when there is none
   */
  public static Dimension of(String name, FinopsSettings settings) {
    String coarse = COARSE.get(name);
    if (coarse != null) {
      return new Dimension(name, coarse, null, false);
    }
    String fine = FINE.get(name);
    if (fine != null) {
      return new Dimension(name, fine, null, true);
    }
    return switch (name) {
      case "application" -> tagged(name, settings.applicationTag());
      case "environment" -> tagged(name, settings.environmentTag());
      case "owner" -> tagged(name, settings.ownerTag());
      case String tag when tag.startsWith("tag:") && tag.length() > 4 ->
          tagged(name, tag.substring(4));
      default ->
          throw new HexadException(
              ProblemType.BAD_REQUEST,
              "There is no dimension '"
                  + name
                  + "'; it can be "
                  + String.join(", ", names())
                  + ".");
    };
  }

  private static Dimension tagged(String name, String key) {
    return new Dimension(name, "d.tags ->> %s", key, false);
  }

  static List<String> names() {
    return java.util.stream.Stream.of(
            COARSE.keySet().stream().sorted(),
            FINE.keySet().stream().sorted(),
            java.util.stream.Stream.of("application", "environment", "owner", "tag:KEY"))
        .flatMap(s -> s)
        .toList();
  }

  /** The SQL of its value, where absent and empty are one. */
  String value(String parameter) {
    return "coalesce(nullif(" + expression.formatted(parameter) + ", ''), '" + NONE + "')";
  }
}
