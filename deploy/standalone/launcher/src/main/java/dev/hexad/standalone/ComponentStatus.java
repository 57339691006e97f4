package dev.hexad.standalone;

/**
 * One line of the status.
 *
 * @param name server or service
 * @param pid 0 when it is not running; services of one JVM share a pid
 * @param port where it listens
 * @param health {@code up}, {@code down}, or {@code stopped}
 * @param memoryBytes resident memory of the process
 */
public record ComponentStatus(String name, long pid, int port, String health, long memoryBytes) {
  public boolean up() {
    return health.equals("up");
  }
}
