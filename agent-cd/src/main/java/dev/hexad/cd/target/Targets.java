package dev.hexad.cd.target;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The targets of this installation. */
@Component
public final class Targets {
  private static final String AUTO = "auto";
  private static final List<String> AUTOMATIC = List.of("docker", "local");

  private final List<DeployTarget> targets;

  Targets(List<DeployTarget> targets) {
    this.targets = targets.stream().sorted(Comparator.comparing(DeployTarget::name)).toList();
  }

  /** A target with its availability. */
  public record Status(String name, boolean available, String detail) {}

  public List<Status> status() {
    return targets.stream()
        .map(target ->
            switch (target.availability()) {
              case DeployTarget.Availability.Available(String version) ->
                  new Status(target.name(), true, version);
              case DeployTarget.Availability.Unavailable(String reason) ->
                  new Status(target.name(), false, reason);
            })
        .toList();
  }

  /** The names of those that replace in place and can be used now. */
  public Set<String> inPlace() {
    return targets.stream()
        .filter(target -> target.takeover() == DeployTarget.Takeover.IN_PLACE)
        .filter(target -> target.availability() instanceof DeployTarget.Availability.Available)
        .map(DeployTarget::name)
        .collect(Collectors.toSet());
  }

  /**
   * The target of a name; {@code auto} is the first of docker and local that is available.
   *
   * @throws HexadException when there is none or it cannot be used now
   */
  public DeployTarget choose(String name) {
    if (name.equals(AUTO)) {
      return AUTOMATIC.stream()
          .map(this::byName)
          .filter(t -> t.availability() instanceof DeployTarget.Availability.Available)
          .findFirst()
          .orElseThrow(() -> new HexadException(ProblemType.TOOL_MISSING, "No target answers."));
    }
    DeployTarget target = byName(name);
    if (target.availability() instanceof DeployTarget.Availability.Unavailable(String reason)) {
      throw new HexadException(
          ProblemType.TOOL_MISSING, "The target '" + name + "' cannot be used: " + reason);
    }
    return target;
  }

  /** The target of a name, whether or not it answers now. */
  public DeployTarget byName(String name) {
    return targets.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new HexadException(
                ProblemType.INVALID,
                "There is no target '"
                    + name
                    + "'; there are auto, "
                    + String.join(", ", targets.stream().map(DeployTarget::name).toList())
                    + "."));
  }
}
