package dev.hexad.orchestrator.plugin;

/**
 * Something to know before an agent is installed.
 *
 * @param where JSON pointer in the manifest, or in the running configuration
 */
record Finding(Level level, String where, String message) {
  /** How bad it is. */
  enum Level {
    /** Nothing is installed while there is one. */
    ERROR,
    /** An upgrade that breaks what is in use; an operator can insist. */
    BREAKING,
    WARNING
  }

  static Finding error(String where, String message) {
    return new Finding(Level.ERROR, where, message);
  }

  static Finding breaking(String where, String message) {
    return new Finding(Level.BREAKING, where, message);
  }

  static Finding warning(String where, String message) {
    return new Finding(Level.WARNING, where, message);
  }
}
