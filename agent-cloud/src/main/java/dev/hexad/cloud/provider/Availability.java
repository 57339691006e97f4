package dev.hexad.cloud.provider;

/** Whether a provider answers. */
public sealed interface Availability {
  /**
   * It answers.
   *
   * @param account the account, or what comes closest to one, in which its resources are
   * @param detail for people, for example a version
   */
  record Available(String account, String detail) implements Availability {}

  /** It does not; the reason says what to do. */
  record Unavailable(String reason) implements Availability {}
}
