package dev.hexad.agent.lease;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.Fences;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OrchestratorClient.LeaseView;
import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes leases for the work of this agent: first come, first served over all agents, several things
 * together or not at all. Thread-safe.
 */
public final class Leases {
  private static final Logger log = LoggerFactory.getLogger(Leases.class);
  private static final int TTL_SECONDS = 60;
  private static final int ASK_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final OrchestratorClient orchestrator;
  private final Fences fences;

  Leases(OrchestratorClient orchestrator, Fences fences) {
    this.orchestrator = orchestrator;
    this.fences = fences;
  }

  /** What to do while the orchestrator does not answer. */
  public enum WhenAway {
    /** Nothing is done without the lease. */
    WAIT,
    /** The agent's own order has to do, for what must not wait for a repair. */
    GO_ON
  }

  /**
   * Waits until nobody else works on any of these; what the command's stage holds already is not
   * asked for again. The command's log tells the place in line.
   *
   * @param resources as kind:name, for example {@code environment:shop/production}
   * @throws InterruptedException when the command is stopped meanwhile; the place is given back
   */
  public Held await(
      CommandContext context, List<String> resources, String reason, WhenAway whenAway)
      throws Exception {
    CommandRequest.Lease stage = context.request().lease();
    List<String> wanted =
        stage == null
            ? resources
            : resources.stream().filter(r -> !stage.resources().contains(r)).toList();
    if (wanted.isEmpty()) {
      return stage == null ? Held.NOTHING : Held.ofStage(stage.token());
    }
    var wish = new Wish("command/" + context.commandId(), wanted, reason);
    LeaseView first = begin(wish, context, whenAway);
    if (first == null) {
      return Held.NOTHING;
    }
    LeaseView granted = first.granted() ? first : context.waiting(() -> line(wish, first, context));
    return held(granted);
  }

  private record Wish(String key, List<String> resources, String reason) {}

  private LeaseView request(Wish wish) throws IOException, InterruptedException {
    return orchestrator.requestLease(wish.key(), wish.resources(), TTL_SECONDS, wish.reason());
  }

  /**
   * Who is stopped before the answer has come may have a place nevertheless; asking again tells.
   */
  private @Nullable LeaseView begin(Wish wish, CommandContext context, WhenAway whenAway)
      throws Exception {
    try {
      return ask(wish, context, whenAway);
    } catch (InterruptedException e) {
      Thread.interrupted();
      try {
        giveBack(request(wish).id());
      } catch (IOException | InterruptedException again) {
        log.atDebug().setCause(again).log("a place in line is left to run out");
      }
      throw e;
    }
  }

  private @Nullable LeaseView ask(Wish wish, CommandContext context, WhenAway whenAway)
      throws Exception {
    boolean told = false;
    while (true) {
      try {
        return request(wish);
      } catch (OrchestratorClient.RefusedException e) {
        throw new HexadException(
            ProblemType.INVALID, "The lease was refused: " + e.getMessage(), e);
      } catch (IOException e) {
        if (whenAway == WhenAway.GO_ON) {
          context.log().line("[the orchestrator does not answer; going on without its lease]");
          return null;
        }
        if (!told) {
          context.log().line("waiting: the orchestrator does not answer and gives no lease");
          told = true;
        }
        Thread.sleep(PATIENCE);
        context.checkInterrupted();
      }
    }
  }

  private LeaseView line(Wish wish, LeaseView first, CommandContext context) throws Exception {
    LeaseView view = first;
    String told = "";
    try {
      while (!view.granted()) {
        String place = place(view);
        if (!place.equals(told)) {
          context.log().line(place);
          context.progress(null, place);
          told = place;
        }
        context.checkInterrupted();
        view = again(wish, view);
      }
      return view;
    } catch (InterruptedException e) {
      giveBack(view.id());
      throw e;
    }
  }

  /** Asks for the answer and shows that somebody is still waiting for it. */
  private LeaseView again(Wish wish, LeaseView before) throws InterruptedException {
    UUID id = before.id();
    try {
      LeaseView view = orchestrator.lease(id, ASK_SECONDS);
      return view.granted() ? view : orchestrator.renewLease(id);
    } catch (OrchestratorClient.RefusedException e) {
      return retried(wish, e);
    } catch (IOException e) {
      log.atDebug().setCause(e).addKeyValue("lease", id).log("no answer for a place in line");
      Thread.sleep(PATIENCE);
      return before;
    }
  }

  /** The place ran out while the orchestrator was away. */
  private LeaseView retried(Wish wish, OrchestratorClient.RefusedException refused)
      throws InterruptedException {
    if (refused.status() != 404) {
      throw new HexadException(
          ProblemType.INVALID, "The lease was refused: " + refused.getMessage(), refused);
    }
    try {
      return request(wish);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE, "The place in line was lost: " + e.getMessage(), e);
    }
  }

  private static String place(LeaseView view) {
    String who = view.waitsFor().isEmpty() ? "others" : view.waitsFor().getFirst();
    return "waiting for "
        + String.join(", ", view.resources())
        + ": place "
        + view.position()
        + " in line, "
        + who
        + " has it";
  }

  private Held held(LeaseView granted) {
    Long token = granted.token();
    if (token == null) {
      throw new IllegalStateException("a lease without a token was granted");
    }
    try {
      fences.pass(new CommandRequest.Lease(granted.resources(), token));
    } catch (HexadException e) {
      giveBack(granted.id());
      throw e;
    }
    return Held.renewed(orchestrator, granted.id(), token, Duration.ofSeconds(TTL_SECONDS / 3));
  }

  private void giveBack(UUID id) {
    Held.release(orchestrator, id);
  }
}
