package dev.hexad.finops.settings;

import org.jspecify.annotations.Nullable;

/**
 * Prices for what no bill shows yet.
 *
 * @param name unique among the lists; answers say it
 * @param location of a file: path below the allowed folders
 * @param endpoint of a service that speaks like the provider's, null for the provider's
 * @param credentialsSecret name of a secret {@code {"accessKeyId": …, "secretAccessKey": …}} of
 *     AWS, the key of a service account of Google; null for what the environment has
 */
public record PriceList(
    String name,
    Kind kind,
    @Nullable String location,
    @Nullable String endpoint,
    @Nullable String credentialsSecret) {

  /** What it is. */
  public enum Kind {
    /** A CSV file. */
    FILE,
    /** Amazon's price list service. */
    AWS,
    /** The catalogue of Google's Cloud Billing. */
    GOOGLE
  }

  public PriceList {
    if (name == null || !name.matches("\\w[\\w .-]{0,79}") || name.equals("bill")) {
      throw new IllegalArgumentException(
          "priceLists: a name is 1 to 80 letters, digits, blanks, dots, dashes or underscores,"
              + " and not 'bill'");
    }
    if (kind == null) {
      throw new IllegalArgumentException("priceLists: '" + name + "' needs a kind");
    }
    if (kind == Kind.FILE && (location == null || location.isBlank())) {
      throw new IllegalArgumentException("priceLists: '" + name + "' needs a location, a CSV file");
    }
  }
}
