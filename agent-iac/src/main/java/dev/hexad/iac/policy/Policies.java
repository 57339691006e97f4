package dev.hexad.iac.policy;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.iac.settings.Policy;
import dev.hexad.service.identity.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** The policies in force, and what they say of a plan. */
@Service
public class Policies {
  private static final int MOST_EXCEPTIONS = 10_000;

  private final LiveConfiguration<IacSettings> settings;
  private final Passes passes;
  private final List<Policy> shipped = PolicyFile.shipped();

  Policies(LiveConfiguration<IacSettings> settings, Passes passes) {
    this.settings = settings;
    this.passes = passes;
  }

  /** A plan as policies see it. */
  public record Subject(
      String workspace,
      String environment,
      boolean destroy,
      int toAdd,
      int toChange,
      int toDestroy,
      List<Change> changes) {

    Map<String, Object> variables() {
      return Map.of(
          "workspace", workspace,
          "environment", environment,
          "destroy", destroy,
          "toAdd", (long) toAdd,
          "toChange", (long) toChange,
          "toDestroy", (long) toDestroy,
          "changes", (long) changes.size());
    }

    List<PolicyCheck.Resource> resources() {
      return changes.stream()
          .map(c ->
              new PolicyCheck.Resource(c.address(), c.type(), c.action(), c.before(), c.after()))
          .toList();
    }
  }

  /** One resource of a plan, with masked values. */
  public record Change(
      String address,
      String type,
      String action,
      @Nullable JsonNode before,
      @Nullable JsonNode after) {}

  /** Those of the installation: the shipped ones, and over them those of the configuration. */
  List<Policy> installed() {
    return merged(shipped, settings.current().policies());
  }

  /** Those of a checkout come on top, but none of the installation is weakened by it. */
  List<Policy> of(@Nullable Path source) throws IOException {
    List<Policy> installed = installed();
    if (source == null) {
      return installed;
    }
    var all = new ArrayList<>(installed);
    for (Policy own : PolicyFile.of(source)) {
      if (installed.stream().anyMatch(p -> p.name().equals(own.name()))) {
        throw new HexadException(
            ProblemType.INVALID,
            "%s: a policy '%s' is in force for the whole installation; name yours otherwise."
                .formatted(PolicyFile.IN_REPOSITORY, own.name()));
      }
      all.add(own);
    }
    return all;
  }

  private static List<Policy> merged(List<Policy> below, List<Policy> above) {
    Map<String, Policy> all = new LinkedHashMap<>();
    below.forEach(policy -> all.put(policy.name(), policy));
    above.forEach(policy -> all.put(policy.name(), policy));
    return List.copyOf(all.values());
  }

  /**
   * What the policies find in a plan.
   *
   * @param source checkout whose own policies count too, null for none
   */
  public List<Finding> check(Subject plan, @Nullable Path source) throws IOException {
    List<Policy> enabled = of(source).stream().filter(Policy::isEnabled).toList();
    List<Finding> found = PolicyCheck.of(enabled, plan.resources(), plan.variables());
    return passed(plan.workspace(), found);
  }

  /** What one policy finds; exceptions do not count. */
  public static List<Finding> find(Policy policy, Subject plan) {
    return PolicyCheck.of(List.of(policy), plan.resources(), plan.variables());
  }

  /** The same findings with what is let pass by now. */
  public List<Finding> passed(String workspace, List<Finding> found) {
    if (found.isEmpty()) {
      return found;
    }
    List<PolicyException> exceptions = passes.exceptions(true, null, MOST_EXCEPTIONS);
    List<Passes.Override> overrides = passes.overrides(workspace);
    return found.stream().map(f -> passed(workspace, f, exceptions, overrides)).toList();
  }

  private static Finding passed(
      String workspace,
      Finding finding,
      List<PolicyException> exceptions,
      List<Passes.Override> overrides) {
    for (PolicyException exception : exceptions) {
      if (exception.covers(finding, workspace)) {
        return finding.passed(
            "exception of %s until %s: %s"
                .formatted(exception.owner(), exception.expiresAt(), exception.reason()));
      }
    }
    if (finding.severity() == Policy.Severity.OVERRIDE) {
      for (Passes.Override override : overrides) {
        if (override.covers(finding)) {
          return finding.passed(override.by() + ": " + override.reason());
        }
      }
    }
    return finding.passed(null);
  }

  /**
   * Lets all findings of a policy in a workspace pass.
   *
   * @param by who says so; must own the policy
   * @return how many
   */
  public int override(
      String workspace, List<Finding> found, String policyName, String reason, Identity by) {
    List<Finding> wanted =
        found.stream().filter(f -> f.policy().equals(policyName) && f.blocks()).toList();
    if (wanted.isEmpty()) {
      throw new HexadException(
          ProblemType.NOT_FOUND, "The policy '" + policyName + "' holds nothing up in this plan.");
    }
    if (wanted.getFirst().severity() == Policy.Severity.DENY) {
      throw new HexadException(
          ProblemType.POLICY_VIOLATED,
          "What '" + policyName + "' finds is denied; it takes an exception with an end.");
    }
    boolean owner =
        installed().stream()
            .filter(p -> p.name().equals(policyName))
            .anyMatch(p -> p.owners().contains(by.subject()));
    if (!owner && !by.allows("iac:admin")) {
      throw new HexadException(
          ProblemType.FORBIDDEN, "Only owners of '" + policyName + "' may let its findings pass.");
    }
    wanted.forEach(finding -> passes.override(workspace, finding, reason, by.subject()));
    return wanted.size();
  }
}
