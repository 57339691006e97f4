package dev.hexad.finops.anomaly;

/**
 * Where money is spent.
 *
 * @param account sub-account; empty in each part for any
 * @param application empty for any, {@link #UNTAGGED} for charges without the tag
 */
public record Place(
    String provider, String account, String service, String region, String application) {
  public static final String UNTAGGED = "(untagged)";

  boolean untagged() {
    return application.equals(UNTAGGED);
  }

  /** The same place whatever the application. */
  Place site() {
    return new Place(provider, account, service, region, "");
  }

  /** The application within its account, wherever it runs. */
  Place workload() {
    return new Place(provider, account, "", "", application);
  }

  /** The service within its account. */
  Place department() {
    return new Place(provider, account, service, "", "");
  }

  /** Whether the other is this place or within it. */
  public boolean covers(Place other) {
    return matches(provider, other.provider)
        && matches(account, other.account)
        && matches(service, other.service)
        && matches(region, other.region)
        && matches(application, other.application);
  }

  private static boolean matches(String part, String other) {
    return part.isEmpty() || part.equals(other);
  }
}
