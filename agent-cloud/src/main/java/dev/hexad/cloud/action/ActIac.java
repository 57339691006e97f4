package dev.hexad.cloud.action;

import dev.hexad.agent.enrolment.OtherAgents.IacOwner;
import dev.hexad.cloud.action.Acts.Part;
import dev.hexad.cloud.iac.IacOwners;
import dev.hexad.cloud.iac.IacOwnership;
import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps acts off what IaC would bring back at its next apply. */
@Component
class ActIac {
  private static final int MOST_TOLD = 5;

  private final IacOwners owners;

  ActIac(IacOwners owners) {
    this.owners = owners;
  }

  /**
   * Checks parts with their resources, in the same order.
   *
   * @return what is to be known of it, in words; null for nothing
   * @throws HexadException when IaC owns one of them, unless it is forced
   */
  @Nullable String check(List<Part> parts, List<Resource> targets, boolean force) {
    var touched = new ArrayList<Resource>();
    for (int i = 0; i < parts.size(); i++) {
      if (IacOwners.touches(parts.get(i).action())) {
        touched.add(targets.get(i));
      }
    }
    if (touched.isEmpty()) {
      return null;
    }
    IacOwnership ownership = owners.of(touched);
    List<String> owned = owned(parts, targets, ownership);
    if (owned.isEmpty()) {
      return ownership.doubt();
    }
    if (!force) {
      throw new HexadException(
          ProblemType.CONFLICT,
          String.join(" ", owned.subList(0, Math.min(MOST_TOLD, owned.size())))
              + (owned.size() > MOST_TOLD ? " And " + (owned.size() - MOST_TOLD) + " more." : "")
              + " With 'force' it is done all the same; IaC undoes it at its next apply.");
    }
    return owned.size() + " of them are owned by IaC, which undoes it at its next apply";
  }

  private List<String> owned(List<Part> parts, List<Resource> targets, IacOwnership ownership) {
    var owned = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (IacOwners.touches(part.action())) {
        ownership.of(targets.get(i).uid()).ifPresent(owner -> owned.add(words(part, owner)));
      }
    }
    return owned;
  }

  private String words(Part part, IacOwner owner) {
    return IacOwners.words(owner, owners.change(part.action(), part.parameters(), owner));
  }
}
