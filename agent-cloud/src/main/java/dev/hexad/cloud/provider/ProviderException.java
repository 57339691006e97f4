package dev.hexad.cloud.provider;

import org.jspecify.annotations.Nullable;

/** A provider did not do what it was asked for; the message is for people. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Kind {
    /** We may not; asking again soon does not help. */
    DENIED,
    /** Who we are is not known, or no longer. */
    CREDENTIALS,
    /** Too many questions at once. */
    THROTTLED,
    /** No answer in time. */
    UNREACHABLE,
    /** There is no such thing. */
    NOT_FOUND,
    /** It refuses, as the thing is. */
    REFUSED,
    /** Its own fault. */
    FAILED
  }

  private final Kind kind;

  public ProviderException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Without a cause of its own: the provider has said so. */
  public static ProviderException of(Kind kind, String message) {
    return new ProviderException(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }
}
