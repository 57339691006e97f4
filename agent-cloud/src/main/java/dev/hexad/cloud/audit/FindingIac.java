package dev.hexad.cloud.audit;

import dev.hexad.agent.enrolment.OtherAgents.IacOwner;
import dev.hexad.cloud.iac.IacChange;
import dev.hexad.cloud.iac.IacOwners;
import dev.hexad.cloud.iac.IacOwnership;
import dev.hexad.cloud.search.Resources;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what makes a finding right in the IaC that owns the resource. */
@Component
class FindingIac {
  private final IacOwners owners;
  private final Resources resources;

  FindingIac(IacOwners owners, Resources resources) {
    this.owners = owners;
    this.resources = resources;
  }

  /** Whether IaC owns a resource. */
  enum State {
    OWNED,
    NOT_OWNED,
    /** Nobody can say. */
    UNKNOWN
  }

  /**
   * Whose it is and what to do there.
   *
   * @param words for people; null where there is nothing to say
   * @param change what to write; null where that is not known
   */
  record Ownership(
      State state,
      @Nullable String words,
      @Nullable String workspace,
      @Nullable String address,
      @Nullable IacChange change) {}

  /** Asked for what is open only. */
  @Nullable Ownership of(Finding finding, Check check) {
    var document = resources.find(finding.uid(), null);
    if (!finding.state().equals("OPEN") || document.isEmpty()) {
      return null;
    }
    IacOwnership ownership = owners.of(List.of(document.get().resource()));
    Optional<IacOwner> owner = ownership.of(finding.uid());
    if (owner.isPresent()) {
      return owned(owner.get(), check);
    }
    String doubt = ownership.doubt();
    return new Ownership(doubt == null ? State.NOT_OWNED : State.UNKNOWN, doubt, null, null, null);
  }

  /** Where no action mends it, the remedy is what to do in the configuration too. */
  private Ownership owned(IacOwner owner, Check check) {
    Check.Fix fix = check.fix();
    Optional<IacChange> change =
        fix == null ? Optional.empty() : owners.change(fix.action(), fix.parameters(), owner);
    String words = IacOwners.words(owner, change);
    return new Ownership(
        State.OWNED,
        change.isPresent() ? words : words + " " + check.remedy(),
        owner.workspace(),
        owner.address(),
        change.orElse(null));
  }
}
