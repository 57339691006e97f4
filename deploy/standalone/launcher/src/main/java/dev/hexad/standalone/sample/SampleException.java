package dev.hexad.standalone.sample;

/** A step of the story did not hold. */
public final class SampleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SampleException(String message) {
    super(message);
  }

  public SampleException(String message, Throwable cause) {
    super(message, cause);
  }
}
