package dev.hexad.finops.cost;

/**
 * The FinOps agent's live configuration.
 *
 * @param applicationTag key of the tag that names the application of a charge
 */
public record FinopsSettings(String applicationTag) {
  public static final FinopsSettings DEFAULT = new FinopsSettings("application");

  public FinopsSettings {
    if (applicationTag == null || applicationTag.isBlank()) {
      throw new IllegalArgumentException("applicationTag must name a tag");
    }
  }
}
