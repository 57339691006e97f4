package dev.hexad.cloud.iac;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.IacOwner;
import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the IaC agent which resources it makes, and says acts in its words. */
@Component
public class IacOwners {
  private static final Logger log = LoggerFactory.getLogger(IacOwners.class);
  private static final int AT_ONCE = 50;

  private final OtherAgents others;
  private final IacTypes types = new IacTypes();
  private final IacChanges changes = new IacChanges();

  IacOwners(OtherAgents others) {
    this.others = others;
  }

  /** Who makes these; it is not guessed where nobody can be asked. */
  public IacOwnership of(List<Resource> resources) {
    List<Resource> compared = resources.stream().filter(IacTypes::isCompared).distinct().toList();
    List<String> keys =
        compared.stream().flatMap(one -> types.keys(one).stream()).distinct().toList();
    if (keys.isEmpty()) {
      return new IacOwnership(Map.of(), null, List.of());
    }
    try {
      var found = new ArrayList<IacOwner>();
      var unread = new TreeSet<String>();
      for (int from = 0; from < keys.size(); from += AT_ONCE) {
        OtherAgents.IacOwners some =
            others.iacOwners(keys.subList(from, Math.min(keys.size(), from + AT_ONCE)));
        found.addAll(some.items());
        unread.addAll(some.unread());
      }
      return new IacOwnership(owned(compared, found), null, List.copyOf(unread));
    } catch (OrchestratorClient.RefusedException e) {
      return IacOwnership.unknown(
          e.status() == 404
              ? "there is no IaC agent to ask"
              : "the IaC agent does not say, the answer is " + e.status());
    } catch (IOException | JacksonException e) {
      log.atWarn().setCause(e).log("it is not known what IaC owns");
      return IacOwnership.unknown("the IaC agent does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }

  private Map<UUID, IacOwner> owned(List<Resource> resources, List<IacOwner> found) {
    Map<UUID, IacOwner> owned = new HashMap<>();
    for (Resource resource : resources) {
      List<String> keys = types.keys(resource);
      found.stream()
          .filter(owner -> keys.contains(owner.resource()))
          .filter(owner -> types.matches(resource, owner.resource(), owner.type()))
          .findFirst()
          .ifPresent(owner -> owned.put(resource.uid(), owner));
    }
    return owned;
  }

  /** Whether IaC would bring back what the action has changed. */
  public static boolean touches(String action) {
    return IacChanges.touches(action);
  }

  /** What an action would be in the configuration; empty where that is not known. */
  public Optional<IacChange> change(String action, JsonNode parameters, IacOwner owner) {
    return changes.of(action, parameters, owner.address());
  }

  /** For people: whose it is, and what to do there. */
  public static String words(IacOwner owner, Optional<IacChange> change) {
    String place =
        "IaC owns it: %s of the workspace %s makes it. Change it there"
            .formatted(owner.address(), owner.workspace());
    return change
        .map(one ->
            one.hcl() == null
                ? place + ": " + one.attribute() + ", " + one.value() + "."
                : place + ": set " + one.attribute() + " to " + one.value() + ".")
        .orElse(place + ".");
  }
}
