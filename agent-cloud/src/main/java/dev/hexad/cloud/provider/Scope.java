package dev.hexad.cloud.provider;

/**
 * A part of an account that is read as one, and fails alone.
 *
 * @param region {@code global} for services without regions
 * @param service for example {@code ec2}
 */
public record Scope(String region, String service) {
  public static final String GLOBAL = "global";

  @Override
  public String toString() {
    return service + " in " + region;
  }
}
