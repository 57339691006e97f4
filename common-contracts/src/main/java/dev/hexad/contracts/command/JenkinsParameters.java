package dev.hexad.contracts.command;

import dev.hexad.contracts.message.MessageType;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Starts a job in Jenkins and follows it to its end; its log is the command's.
 *
 * @param server name of a Jenkins of the CI agent's configuration
 * @param job full name, folders separated by '/'
 * @param parameters of the job
 */
@MessageType("dev.hexad.command.ci.jenkins.v1")
public record JenkinsParameters(String server, String job, Map<String, String> parameters)
    implements Parameters {
  public JenkinsParameters {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(job, "job");
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
  }

  /** The build that came of it. */
  public record Result(int number, @Nullable String result, String url, long durationMillis) {}
}
