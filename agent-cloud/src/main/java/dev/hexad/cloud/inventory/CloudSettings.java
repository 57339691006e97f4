package dev.hexad.cloud.inventory;

/**
 * The Cloud agent's live configuration.
 *
 * @param syncMinutes how often the inventory is read anew
 */
public record CloudSettings(int syncMinutes) {
  public static final CloudSettings DEFAULT = new CloudSettings(10);

  public CloudSettings {
    if (syncMinutes < 1) {
      throw new IllegalArgumentException("syncMinutes must be at least 1");
    }
  }
}
