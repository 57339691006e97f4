package dev.hexad.standalone.cli;

/** What a subcommand could not do, with its exit status. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Exit statuses, the same for all subcommands. */
  static final int FAILED = 1;

  static final int USAGE = 2;
  static final int REFUSED = 3;
  static final int NOT_FOUND = 4;
  static final int UNREACHABLE = 5;

  private final int status;

  CliException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
