package dev.hexad.ci.runner;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.concurrent.TimeUnit;

/** Images that steps and services start from. */
final class DockerImages {
  private static final int MINUTES = 10;

  private DockerImages() {}

  /** Pulls the image unless the engine has it. */
  static void pull(DockerClient docker, String image, CommandContext context)
      throws InterruptedException {
    try {
      docker.inspectImageCmd(image).exec();
      return;
    } catch (NotFoundException e) {
      context.log().line("pulling " + image);
    }
    try {
      if (!docker.pullImageCmd(image).start().awaitCompletion(MINUTES, TimeUnit.MINUTES)) {
        throw new HexadException(
            ProblemType.TIMED_OUT, "Pulling " + image + " took more than " + MINUTES + " minutes.");
      }
    } catch (RuntimeException e) {
      if (e instanceof HexadException known) {
        throw known;
      }
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "Cannot pull " + image + ": " + e.getMessage(), e);
    }
  }
}
