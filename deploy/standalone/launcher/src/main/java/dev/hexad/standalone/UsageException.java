package dev.hexad.standalone;

/** The command line is wrong; the message says how it should be. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
