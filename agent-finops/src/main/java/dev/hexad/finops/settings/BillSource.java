package dev.hexad.finops.settings;

import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * Where bills are fetched from.
 *
 * @param name of the source in the store, unique
 * @param location of files: a folder below the allowed ones, or {@code s3://bucket/prefix}; of
 *     Azure the scope, for example {@code /subscriptions/ID}, or the URL of a container with what
 *     its exports begin with; of Google the table of the billing export, {@code
 *     project.dataset.table}; of a cluster its Prometheus, null where usage is told over the API
 * @param region of the bucket or of the data set, null for the usual one
 * @param endpoint of a service that speaks like the provider's, null for the provider's
 * @param credentialsSecret name of a secret: {@code {"accessKeyId": …, "secretAccessKey": …}} of
 *     AWS, {@code {"tenantId": …, "clientId": …, "clientSecret": …}} of Azure, where {@code {"sas":
 *     …}} opens a container too, the key of a service account of Google; null for what the
 *     environment has, which Azure does not allow
 * @param everyMinutes how often it is looked at
 * @param months how many months back, for sources that are asked by month
 * @param price of a minute, decimal string, for minutes of builds
 * @param currency of the price
 * @param sharing who pays for what is idle or shared in a cluster; it stands apart when absent
 * @param tag of Azure, that sums are told by in place of locations
 */
public record BillSource(
    String name,
    Kind kind,
    @Nullable String location,
    @Nullable String region,
    @Nullable String endpoint,
    @Nullable String credentialsSecret,
    int everyMinutes,
    int months,
    @Nullable String price,
    @Nullable String currency,
    @Nullable ClusterSharing sharing,
    @Nullable String tag) {

  /** What it is. */
  public enum Kind {
    /** FOCUS files in a folder. */
    FOLDER,
    /** FOCUS exports in a bucket. */
    S3,
    /** The API of AWS Cost Explorer, where there is no export. */
    COST_EXPLORER,
    /** The query API of Azure Cost Management. */
    AZURE,
    /** Exports of Azure in a container of a storage account. */
    AZURE_EXPORT,
    /** The billing export of Google Cloud in BigQuery. */
    GOOGLE,
    /** The nodes of a Kubernetes cluster, split among its pods. */
    KUBERNETES,
    /** What the builds of Hexad's own CI agent took, at a price for each minute. */
    CI_MINUTES
  }

  /** One without a price. */
  public BillSource(
      String name,
      Kind kind,
      @Nullable String location,
      @Nullable String region,
      @Nullable String endpoint,
      @Nullable String credentialsSecret,
      int everyMinutes,
      int months) {
    this(
        name,
        kind,
        location,
        region,
        endpoint,
        credentialsSecret,
        everyMinutes,
        months,
        null,
        null,
        null,
        null);
  }

  public BillSource {
    everyMinutes = everyMinutes == 0 ? 60 : everyMinutes;
    months = months == 0 ? 13 : months;
    if (name == null || !name.matches("\\w[\\w .-]{0,79}")) {
      throw new IllegalArgumentException(
          "sources: a name is 1 to 80 letters, digits, blanks, dots, dashes or underscores");
    }
    if (kind == null) {
      throw new IllegalArgumentException("sources: '" + name + "' needs a kind");
    }
    boolean place =
        switch (kind) {
          case FOLDER -> location != null && !location.isBlank();
          case S3 -> location != null && location.matches("s3://[a-z0-9][a-z0-9.-]+(/.*)?");
          case AZURE -> location != null && location.matches("/[\\w./-]{1,300}[\\w]");
          case AZURE_EXPORT ->
              location != null
                  && location.matches("https://[\\w.-]+/[a-z0-9$][a-z0-9-]{2,62}(/[^?#]*)?");
          case GOOGLE -> location != null && location.matches("[\\w:.-]+\\.\\w+\\.[\\w-]+");
          case KUBERNETES -> location == null || location.matches("https?://\\S+");
          case COST_EXPLORER, CI_MINUTES -> true;
        };
    if (!place) {
      throw new IllegalArgumentException(
          "sources: '"
              + name
              + "' needs a location: a folder, s3://bucket/prefix, /subscriptions/ID,"
              + " https://ACCOUNT.blob.core.windows.net/CONTAINER, project.dataset.table or the URL of a Prometheus");
    }
    if ((kind == Kind.AZURE || kind == Kind.AZURE_EXPORT) && credentialsSecret == null) {
      throw new IllegalArgumentException(
          "sources: '" + name + "' needs a credentialsSecret with a service principal");
    }
    if (tag != null && (kind != Kind.AZURE || !tag.matches("[^<>%&\\\\?/]{1,512}"))) {
      throw new IllegalArgumentException(
          "sources: '"
              + name
              + "' cannot have a tag '"
              + tag
              + "'; the kind AZURE can, by its key");
    }
    if (kind == Kind.CI_MINUTES && !priced(price, currency)) {
      throw new IllegalArgumentException(
          "sources: '" + name + "' needs a price above 0 and an ISO 4217 currency");
    }
    if (everyMinutes < 1 || months < 1 || months > 38) {
      throw new IllegalArgumentException(
          "sources: '" + name + "' needs everyMinutes of at least 1 and 1 to 38 months");
    }
  }

  private static boolean priced(@Nullable String price, @Nullable String currency) {
    try {
      return price != null
          && currency != null
          && new BigDecimal(price).signum() > 0
          && !Currency.getInstance(currency).getCurrencyCode().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
