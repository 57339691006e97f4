package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.TagActions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be done to objects of a cluster. */
final class KubernetesActions {
  private static final Set<Kind> SCALED = Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET);
  private static final Set<Kind> ROLLED =
      Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET);

  private KubernetesActions() {}

  /** The actions on the clusters of a provider. */
  static List<CloudAction<?>> over(Function<ActionTarget, ClusterApi> connect, Clock clock) {
    return all(clock).stream()
        .<CloudAction<?>>map(spec -> spec.over(KubernetesProvider.NAME, connect, e -> e))
        .toList();
  }

  static List<ActionSpec<ClusterApi, ?>> all(Clock clock) {
    var workloads = new Workloads(clock);
    return Stream.concat(
            Stream.<ActionSpec<ClusterApi, ?>>of(
                new ActionSpec<>(
                    "scale",
                    "Sets how many pods a workload has.",
                    Risk.DISRUPTIVE,
                    types(SCALED),
                    Workloads.Scale.class,
                    patching(SCALED),
                    workloads::scale),
                new ActionSpec<>(
                    "stop",
                    "Takes all pods of a workload away and notes how many there were.",
                    Risk.DISRUPTIVE,
                    types(SCALED),
                    ActionSpec.Nothing.class,
                    patching(SCALED),
                    workloads::stop),
                new ActionSpec<>(
                    "start",
                    "Gives a stopped workload as many pods as it had.",
                    Risk.DISRUPTIVE,
                    types(SCALED),
                    ActionSpec.Nothing.class,
                    patching(SCALED),
                    workloads::start),
                new ActionSpec<>(
                    "restart",
                    "Replaces all pods of a workload one after the other, once in five minutes.",
                    Risk.DISRUPTIVE,
                    types(ROLLED),
                    ActionSpec.Nothing.class,
                    patching(ROLLED),
                    workloads::restart),
                new ActionSpec<>(
                    "cordon",
                    "Lets no new pods onto a node.",
                    Risk.REVERSIBLE,
                    types(Set.of(Kind.NODE)),
                    ActionSpec.Nothing.class,
                    patching(Set.of(Kind.NODE)),
                    (api, target, none) -> Nodes.cordon(api, target, true)),
                new ActionSpec<>(
                    "uncordon",
                    "Lets pods onto a node again.",
                    Risk.REVERSIBLE,
                    types(Set.of(Kind.NODE)),
                    ActionSpec.Nothing.class,
                    patching(Set.of(Kind.NODE)),
                    (api, target, none) -> Nodes.cordon(api, target, false)),
                new ActionSpec<>(
                    "delete",
                    "Deletes a pod; what it belongs to may make another one.",
                    Risk.DESTRUCTIVE,
                    types(Set.of(Kind.POD)),
                    ActionSpec.Nothing.class,
                    List.of(Kind.POD.permission("delete"), Kind.POD.permission("get")),
                    Nodes::deletePod)),
            TagActions.of(types(Labels.KINDS), patching(Labels.KINDS), new Labels()).stream())
        .toList();
  }

  private static Set<String> types(Set<Kind> kinds) {
    return kinds.stream().map(Kind::fullType).collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> patching(Set<Kind> kinds) {
    return kinds.stream()
        .flatMap(kind -> Stream.of(kind.permission("get"), kind.permission("patch")))
        .sorted()
        .toList();
  }
}
