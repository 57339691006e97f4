package dev.hexad.servers.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start and how to recognise it later.
 *
 * @param name short name, used in messages
 * @param command the full argument list
 * @param marker one exact argument of the command that no other process on the machine carries
 * @param environment variables set on top of the inherited ones
 * @param directory working directory of the process
 * @param log file that receives standard output and standard error
 * @param pidFile where the process is recorded
 * @param lifetime whether the process outlives the one that starts it
 * @param attributes facts kept in the pid file, such as ports
 */
public record ProcessSpec(
    String name,
    List<String> command,
    String marker,
    Map<String, String> environment,
    Path directory,
    Path log,
    Path pidFile,
    Lifetime lifetime,
    Map<String, String> attributes) {

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    attributes = Map.copyOf(attributes);
    if (!command.contains(marker)) {
      throw new IllegalArgumentException("the marker must be an argument of the command");
    }
  }

  /** How the child relates to its parent. */
  public enum Lifetime {
    /** In a session of its own: survives the parent and the terminal. */
    DETACHED,
    /** Killed by the kernel when the parent dies, where the platform can do that. */
    TIED
  }
}
