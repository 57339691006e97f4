package dev.hexad.cloud.tagging;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OtherAgents.IacOwner;
import dev.hexad.cloud.action.Acts;
import dev.hexad.cloud.iac.IacChange;
import dev.hexad.cloud.iac.IacOwners;
import dev.hexad.cloud.iac.IacOwnership;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** How well tag policies are kept, and what brings them about. */
@Service
class TagPolicies {
  private static final int LOOKED_AT = 500;

  private final LiveConfiguration<CloudSettings> settings;
  private final Search search;
  private final TagExceptions exceptions;
  private final TagFindings findings;
  private final Proposals proposals;
  private final IacOwners owners;
  private final Acts acts;
  private final Clock clock;

  TagPolicies(
      LiveConfiguration<CloudSettings> settings,
      Search search,
      TagExceptions exceptions,
      TagFindings findings,
      Proposals proposals,
      IacOwners owners,
      Acts acts,
      Clock clock) {
    this.settings = settings;
    this.search = search;
    this.exceptions = exceptions;
    this.findings = findings;
    this.proposals = proposals;
    this.owners = owners;
    this.acts = acts;
    this.clock = clock;
  }

  /** How many keep one key. */
  record KeyCoverage(String key, long keeping) {}

  /**
   * How well a policy is kept.
   *
   * @param violators filter that finds those that do not keep it
   * @param due how many of those have used up their time
   */
  record Report(
      TagPolicy policy,
      long total,
      long violating,
      long due,
      long excepted,
      List<KeyCoverage> keys,
      String violators) {}

  List<Report> reports() {
    return settings.current().tagPolicies().stream().map(this::report).toList();
  }

  private Report report(TagPolicy policy) {
    return new Report(
        policy,
        search.count(PolicyFilter.scope(policy)),
        search.count(PolicyFilter.violators(policy)),
        search.count(PolicyFilter.due(policy)) + dueWithoutAge(policy),
        exceptions.inForce(policy.name()).size(),
        PolicyFilter.keys(policy).stream()
            .map(key -> new KeyCoverage(key, search.count(PolicyFilter.keeping(policy, key))))
            .toList(),
        PolicyFilter.violators(policy));
  }

  TagPolicy require(String name) {
    return settings.current().tagPolicies().stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(() -> HexadException.notFound("tag policy", name));
  }

  private long dueWithoutAge(TagPolicy policy) {
    return policy.graceDays() == 0 ? 0 : findings.dueWithoutAge(policy.name(), grace(policy));
  }

  private static Duration grace(TagPolicy policy) {
    return Duration.ofDays(policy.graceDays());
  }

  /**
   * A resource that does not keep a policy.
   *
   * @param endsAt when its time is over; null when it was not found yet and nobody knows its age
   * @param settable whether there is an action that sets tags on it
   * @param iac where IaC owns it, and what to write there; null where no state names it
   * @param excepted whether it need not keep it for now
   * @param toldAt when its owner was told, null when nobody was
   */
  record Violator(
      UUID uid,
      String type,
      String name,
      @Nullable String owner,
      Proposals.Proposal proposal,
      @Nullable Instant endsAt,
      boolean settable,
      @Nullable IacPlace iac,
      boolean excepted,
      @Nullable Instant toldAt,
      @Nullable Instant toldAgainAt) {}

  /** Where IaC makes a resource, and what is to be written there. */
  record IacPlace(String workspace, String address, @Nullable IacChange change) {}

  /** The first that do not keep it, with what would be set and where that is taken from. */
  List<Violator> violators(String name, int limit) {
    TagPolicy policy = require(name);
    List<Resource> found = search.find(PolicyFilter.violators(policy), limit);
    var passed = exceptions.inForce(name);
    var known = findings.known(name, found.stream().map(Resource::uid).toList());
    IacOwnership ownership = owners.of(found);
    return found.stream()
        .map(one ->
            violator(policy, one, ownership, known.get(one.uid()), passed.contains(one.uid())))
        .toList();
  }

  private Violator violator(
      TagPolicy policy,
      Resource one,
      IacOwnership ownership,
      TagFindings.@Nullable Known known,
      boolean excepted) {
    Proposals.Proposal proposal = proposals.of(policy, one);
    Instant since = known == null ? one.createdAt() : known.since();
    return new Violator(
        one.uid(),
        one.type(),
        one.name(),
        one.owner(),
        proposal,
        since == null ? null : since.plus(grace(policy)),
        acts.offers("tag", one.type()),
        ownership.of(one.uid()).map(owner -> place(owner, proposal)).orElse(null),
        excepted,
        known == null ? null : known.toldFound(),
        known == null ? null : known.toldEnding());
  }

  private IacPlace place(IacOwner owner, Proposals.Proposal proposal) {
    return new IacPlace(
        owner.workspace(),
        owner.address(),
        proposal.set().isEmpty()
            ? null
            : owners.change("tag", parameters(proposal), owner).orElse(null));
  }

  private static JsonNode parameters(Proposals.Proposal proposal) {
    return Json.tree(Map.of("tags", proposal.tags()));
  }

  /**
   * Plans an act that sets what is missing where the time is over; as many as one act may touch.
   *
   * @param force also what IaC owns, which is left out otherwise
   * @return the act, which can be carried out
   */
  UUID remediate(String name, String who, boolean force) {
    TagPolicy policy = require(name);
    if (policy.defaults().isEmpty() && policy.takenFrom().isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The policy '" + name + "' has no 'defaults' and no 'takenFrom', so nothing can be set.");
    }
    var passed = exceptions.inForce(name);
    int most = settings.current().actions().maxResources();
    var parts = new ArrayList<Acts.Part>();
    List<Resource> due = due(policy);
    IacOwnership ownership = owners.of(force ? List.of() : due);
    for (Resource resource : due) {
      if (parts.size() == most) {
        break;
      }
      if (!passed.contains(resource.uid())
          && ownership.of(resource.uid()).isEmpty()
          && acts.offers("tag", resource.type())) {
        Proposals.Proposal proposal = proposals.of(policy, resource);
        if (!proposal.set().isEmpty()) {
          parts.add(new Acts.Part(resource.uid(), "tag", parameters(proposal), proposal.words()));
        }
      }
    }
    if (parts.isEmpty()) {
      throw new HexadException(
          ProblemType.NOT_FOUND,
          "There is nothing that could be set to keep '%s'%s"
              .formatted(
                  name,
                  ownership.owned().isEmpty()
                      ? "."
                      : "; IaC owns " + ownership.owned().size() + " of them, change them there."));
    }
    String reason = "keeps tag policy " + name;
    return acts.plan(
        who, new Acts.Order("tag", Json.tree(Map.of("policy", name)), parts, reason, null, force));
  }

  private List<Resource> due(TagPolicy policy) {
    var due = new ArrayList<>(search.find(PolicyFilter.due(policy), LOOKED_AT));
    if (policy.graceDays() > 0) {
      Instant begun = clock.instant().minus(grace(policy));
      List<Resource> ageless = search.find(PolicyFilter.ageless(policy), LOOKED_AT);
      var known = findings.known(policy.name(), ageless.stream().map(Resource::uid).toList());
      ageless.stream()
          .filter(one -> {
            TagFindings.Known since = known.get(one.uid());
            return since != null && since.since().isBefore(begun);
          })
          .forEach(due::add);
    }
    return due;
  }
}
