package dev.hexad.ci.jenkins;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.ci.settings.JenkinsSettings;
import dev.hexad.contracts.command.JenkinsParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.jenkins.BuildFollower;
import dev.hexad.githost.jenkins.BuildListener;
import dev.hexad.githost.jenkins.BuildState;
import dev.hexad.githost.jenkins.JenkinsClient;
import dev.hexad.githost.jenkins.JenkinsRun;
import dev.hexad.service.outbound.GuardedHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts a job once, also after a restart of the agent, and follows it to its end. */
@Component
final class JenkinsHandler implements CommandHandler<JenkinsParameters, JenkinsParameters.Result> {
  private final LiveConfiguration<CiSettings> settings;
  private final Repositories secrets;
  private final GuardedHttp http;
  private final Positions positions;

  JenkinsHandler(
      LiveConfiguration<CiSettings> settings,
      Repositories secrets,
      GuardedHttp http,
      Positions positions) {
    this.settings = settings;
    this.secrets = secrets;
    this.http = http;
    this.positions = positions;
  }

  @Override
  public String capability() {
    return "ci.jenkins";
  }

  @Override
  public String description() {
    return "Starts a job in Jenkins and follows it to its end.";
  }

  @Override
  public Class<JenkinsParameters> parametersType() {
    return JenkinsParameters.class;
  }

  @Override
  public Class<JenkinsParameters.Result> resultType() {
    return JenkinsParameters.Result.class;
  }

  @Override
  public JenkinsParameters.Result handle(JenkinsParameters wanted, CommandContext context)
      throws InterruptedException {
    ChangeRef change = context.request().change();
    if (change != null && !change.trusted()) {
      throw new HexadException(ProblemType.INVALID, "Commits of forks start no jobs in Jenkins.");
    }
    JenkinsClient jenkins = client(wanted.server());
    JenkinsRun from =
        positions.find(context.commandId()).orElseGet(() -> trigger(jenkins, wanted, context));
    try {
      return result(wanted, Optional.ofNullable(follow(jenkins, from, context)));
    } catch (HexadException e) {
      if (context.cancelled()) {
        stop(jenkins, context);
      }
      context.checkInterrupted();
      throw e;
    }
  }

  private @Nullable BuildState follow(
      JenkinsClient jenkins, JenkinsRun from, CommandContext context) {
    return new BuildFollower(jenkins)
        .follow(
            from,
            new BuildListener() {
              @Override
              public void progress(JenkinsRun position, String log) {
                context.log().write(log.getBytes(StandardCharsets.UTF_8));
                context.log().flush();
                positions.store(context.commandId(), position);
              }

              @Override
              public boolean wantsStop() {
                return context.cancelled();
              }
            });
  }

  /** The interrupt that ended the following would end this too. */
  private void stop(JenkinsClient jenkins, CommandContext context) {
    boolean interrupted = Thread.interrupted();
    try {
      positions
          .find(context.commandId())
          .ifPresent(run -> {
            if (run.number() == null) {
              jenkins.cancelQueued(run.queueId());
            } else {
              jenkins.stop(run.job(), run.number());
            }
            context.log().line("asked Jenkins to stop " + run.job());
          });
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private JenkinsRun trigger(
      JenkinsClient jenkins, JenkinsParameters wanted, CommandContext context) {
    context.progress(0, "starting " + wanted.job());
    long queued = jenkins.trigger(wanted.job(), wanted.parameters());
    JenkinsRun run = JenkinsRun.queued(wanted.job(), queued);
    positions.store(context.commandId(), run);
    context.log().line("started " + wanted.job() + " in Jenkins, queue item " + queued);
    return run;
  }

  private JenkinsClient client(String server) {
    JenkinsSettings found = settings.current().jenkins().get(server);
    if (found == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The CI agent has no Jenkins '" + server + "'; add it to 'jenkins' of its settings.");
    }
    return new JenkinsClient(
        http, URI.create(found.url()), found.user(), secrets.secret(found.tokenSecret()));
  }

  private static JenkinsParameters.Result result(
      JenkinsParameters wanted, Optional<BuildState> end) {
    BuildState build =
        end.orElseThrow(() ->
            new HexadException(
                ProblemType.STEP_FAILED, "Jenkins cancelled " + wanted.job() + " in its queue."));
    if (!"SUCCESS".equals(build.result())) {
      throw new HexadException(
          ProblemType.STEP_FAILED,
          wanted.job() + " #" + build.number() + " ended with " + build.result() + " in Jenkins.");
    }
    return new JenkinsParameters.Result(
        build.number(), build.result(), build.url(), build.duration().toMillis());
  }
}
