package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.repository.Repositories.Repository;
import dev.hexad.cd.run.DeployRuns;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings what is stable in one environment to the next, by the same digest. */
@Component
class Promotions {
  private final Deployments deployments;
  private final Repositories repositories;
  private final DeployRuns runs;
  private final LiveConfiguration<CdSettings> settings;

  Promotions(
      Deployments deployments,
      Repositories repositories,
      DeployRuns runs,
      LiveConfiguration<CdSettings> settings) {
    this.deployments = deployments;
    this.repositories = repositories;
    this.runs = runs;
    this.settings = settings;
  }

  /** Those to which what is stable in an environment goes by itself. */
  List<String> following(String environment) {
    return settings.current().after(environment).stream()
        .filter(next -> settings.current().policy(next).waitsFor().follows(environment))
        .toList();
  }

  /**
   * Starts the run that brings it there; how it runs there is as before, only the image is new.
   *
   * @param again tells another try from the first
   * @return id of the run
   */
  UUID promote(UUID application, String from, String to, String again) {
    if (!settings.current().after(from).contains(to)) {
      throw new HexadException(
          ProblemType.INVALID,
          "'%s' does not come after '%s'; after it come: %s."
              .formatted(to, from, String.join(", ", settings.current().after(from))));
    }
    DeploymentEntity source = deployments.requireStable(application, from);
    String commit = source.view().commit();
    if (commit == null) {
      throw new HexadException(
          ProblemType.CONFLICT, "Nobody knows the commit of what is stable in " + from + ".");
    }
    Optional<DeploymentEntity> there = deployments.stableOf(application, to);
    DeployParameters known = source.parameters();
    DeployParameters parameters =
        there
            .map(stable -> stable.parameters().of(known.image()).on(stable.target()))
            .orElseGet(() -> known.in(to, known.settings()).on(source.target()));
    String branch = repositories.find(application).map(Repository::defaultBranch).orElse("main");
    var wish =
        new DeployRuns.Wish(
            "Promote %s from %s to %s".formatted(source.view().application(), from, to),
            "promote",
            application,
            "refs/heads/" + branch,
            commit,
            source.view().author(),
            parameters);
    String key =
        String.join("/", "promote", application.toString(), to, source.id().toString(), again);
    return runs.start(wish, key);
  }
}
