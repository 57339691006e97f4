package dev.hexad.iac.cause;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.TrailEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the Cloud agent who acted on resources that have drifted; what is not known is said. */
@Component
public class Causes {
  private static final Logger log = LoggerFactory.getLogger(Causes.class);
  private static final int MOST_ASKED = 50;
  private static final int MOST_ACTS = 5;

  private final OtherAgents others;

  Causes(OtherAgents others) {
    this.others = others;
  }

  /**
   * A resource that is otherwise than the state says.
   *
   * @param before its attributes in the state, masked
   */
  public record Drifted(String address, @Nullable JsonNode before) {}

  /** Of each resource, who acted on it since a time. */
  public List<Cause> of(List<Drifted> drift, Instant since) throws InterruptedException {
    var causes = new ArrayList<Cause>();
    String away = null;
    for (Drifted each : drift) {
      String resource = resource(each.before());
      if (resource == null) {
        causes.add(Cause.unknown(each.address(), null, "the state has no id of it"));
      } else if (away != null) {
        causes.add(Cause.unknown(each.address(), resource, away));
      } else if (causes.size() >= MOST_ASKED) {
        causes.add(
            Cause.unknown(each.address(), resource, "only " + MOST_ASKED + " are asked about"));
      } else {
        try {
          causes.add(cause(each.address(), resource, since));
        } catch (IOException | JacksonException e) {
          away = why(e);
          causes.add(Cause.unknown(each.address(), resource, away));
        }
      }
    }
    return causes;
  }

  private Cause cause(String address, String resource, Instant since)
      throws IOException, InterruptedException {
    List<TrailEntry> acts =
        others.trail(resource, since).stream().filter(act -> act.problem() == null).toList();
    return acts.isEmpty()
        ? Cause.unknown(address, resource, "no trail tells of it since the last apply")
        : new Cause(address, resource, null, acts.stream().limit(MOST_ACTS).toList());
  }

  private static String why(Exception e) {
    if (e instanceof OrchestratorClient.RefusedException refused) {
      return refused.status() == 404 || refused.status() == 503
          ? "there is no Cloud agent to ask"
          : "the Cloud agent answers " + refused.status();
    }
    log.atWarn().setCause(e).log("who made resources drift is not known");
    return "the Cloud agent does not answer";
  }

  /** The name that is the same in all accounts, where there is one. */
  private static @Nullable String resource(@Nullable JsonNode before) {
    if (before == null) {
      return null;
    }
    JsonNode id = before.path("arn").isString() ? before.path("arn") : before.path("id");
    return id.isString() && !id.asString().startsWith("(") ? id.asString() : null;
  }

  /** The one who did all that is known; empty when nobody is known, or it was several. */
  public static Optional<String> only(List<Cause> causes) {
    Set<String> all =
        causes.stream()
            .flatMap(cause -> cause.acts().stream())
            .map(TrailEntry::who)
            .collect(Collectors.toSet());
    return all.size() == 1 ? all.stream().findFirst() : Optional.empty();
  }
}
