package dev.hexad.ci.comment;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.ci.comment.CommentCommands.Due;
import dev.hexad.ci.comment.CommentCommands.Wanted;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.ci.repository.RepositoryHosts;
import dev.hexad.ci.status.PullRequestRuns;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.api.GitHost;
import dev.hexad.githost.api.Markdown;
import dev.hexad.githost.api.Permission;
import dev.hexad.githost.api.RepositoryName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Obeys comments of those who may write to the repository, and answers each below it. Approvals
 * count only at gates that name the writer, or all of their Git host, among their approvers.
 */
@Component
final class CommentWorker {
  private static final Logger log = LoggerFactory.getLogger(CommentWorker.class);
  private static final int BATCH = 10;
  private static final int MAX_ATTEMPTS = 10;

  private final CommentCommands commands;
  private final Planner planner;
  private final PullRequestRuns runs;
  private final Repositories repositories;
  private final RepositoryHosts hosts;
  private final OrchestratorClient orchestrator;
  private final TransactionTemplate transaction;

  CommentWorker(
      CommentCommands commands,
      Planner planner,
      PullRequestRuns runs,
      Repositories repositories,
      RepositoryHosts hosts,
      OrchestratorClient orchestrator,
      TransactionTemplate transaction) {
    this.commands = commands;
    this.planner = planner;
    this.runs = runs;
    this.repositories = repositories;
    this.hosts = hosts;
    this.orchestrator = orchestrator;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 1_000)
  void obeyAll() {
    for (Due due : commands.claim(BATCH)) {
      try {
        obey(due);
        commands.told(due.wanted().id());
      } catch (HexadException e) {
        failed(due, e.problem().detail(), e.type().retryable());
      } catch (IOException e) {
        failed(due, String.valueOf(e.getMessage()), true);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void failed(Due due, String problem, boolean retryable) {
    boolean again = retryable && due.attempts() < MAX_ATTEMPTS;
    Duration pause = Duration.ofSeconds(Math.min(600, 2L << Math.min(9, due.attempts())));
    commands.failed(due.wanted().id(), problem, again ? pause : null);
    log.atWarn()
        .addKeyValue("comment", due.wanted().id())
        .log("a comment was not answered: {}", problem);
  }

  private void obey(Due due) throws IOException, InterruptedException {
    Wanted wanted = due.wanted();
    Repository repository =
        repositories
            .find(wanted.applicationId())
            .orElseThrow(() -> HexadException.notFound("application", wanted.applicationId()));
    GitHost host = hosts.of(repository);
    RepositoryName name = RepositoryName.ofCloneUrl(repository.url());
    String answer = due.answer();
    if (answer == null) {
      answer =
          host.permission(name, wanted.author()).allows(Permission.WRITE)
              ? obey(wanted, repository.provider() + ":" + wanted.author())
              : "this takes the right to write to the repository.";
      commands.answer(wanted.id(), answer);
    }
    host.upsertComment(
        name,
        wanted.pullRequest(),
        "command/" + wanted.id(),
        "**%s** wanted `hexad %s`: %s"
            .formatted(
                Markdown.escape(wanted.author()), wanted.verb().word(), Markdown.escape(answer)));
  }

  private String obey(Wanted wanted, String by) throws IOException, InterruptedException {
    return switch (wanted.verb()) {
      case PLAN -> plan(wanted, by);
      case APPLY -> apply(wanted, by);
      case UNLOCK -> unlock(wanted, by);
    };
  }

  /** The run and the answer are written together, so that a crash starts no second run. */
  private String plan(Wanted wanted, String by) {
    try {
      return String.valueOf(
          transaction.<String>execute(status -> {
            UUID run = planner.planAgain(wanted.applicationId(), wanted.pullRequest(), by);
            String answer = "run " + run + " plans it.";
            commands.answer(wanted.id(), answer);
            return answer;
          }));
    } catch (HexadException e) {
      if (e.type() == ProblemType.NOT_FOUND) {
        return e.problem().detail();
      }
      throw e;
    }
  }

  private String apply(Wanted wanted, String by) throws IOException, InterruptedException {
    List<PullRequestRuns.WaitingPlan> waiting =
        runs.waitingPlans(wanted.applicationId(), wanted.pullRequest());
    if (waiting.isEmpty()) {
      return "no plan waits for approval; 'hexad plan' makes one.";
    }
    var said = new ArrayList<String>();
    for (PullRequestRuns.WaitingPlan plan : waiting) {
      try {
        orchestrator.relayDecision(plan.runId(), plan.stage(), by, plan.subject());
        said.add("approved the plan " + plan.subject() + " at '" + plan.stage() + "'.");
      } catch (OrchestratorClient.RefusedException e) {
        if (e.status() >= 500) {
          throw e;
        }
        said.add("not approved at '" + plan.stage() + "': " + e.detail());
      }
    }
    return String.join(" ", said);
  }

  private String unlock(Wanted wanted, String by) throws IOException, InterruptedException {
    List<UUID> open = runs.open(wanted.applicationId(), wanted.pullRequest());
    for (UUID run : open) {
      try {
        orchestrator.cancel(run, "unlocked by " + by);
      } catch (OrchestratorClient.RefusedException e) {
        // It has ended meanwhile, which is what was wanted.
        if (e.status() != 409 && e.status() != 404) {
          throw e;
        }
      }
    }
    return open.isEmpty()
        ? "nothing runs for this pull request."
        : open.size() + " run(s) stopped; what they held is given back.";
  }
}
