package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.TagActions;
import dev.hexad.contracts.message.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Labels are the tags of objects. */
final class Labels implements TagActions.Tagging<ClusterApi> {
  /** Whoever may patch a role or a secret may do more than label it. */
  static final Set<Kind> KINDS =
      Kind.ALL.stream()
          .filter(kind -> !kind.namesOnly() && !kind.group().startsWith("rbac."))
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public Map<String, String> read(ClusterApi api, ActionTarget target) {
    var labels = new HashMap<String, String>();
    api.get(Workloads.path(target))
        .at("/metadata/labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return labels;
  }

  @Override
  public Outcome change(
      ClusterApi api, ActionTarget target, Map<String, String> set, List<String> unset) {
    ObjectNode patch = Json.mapper().createObjectNode();
    ObjectNode labels = patch.putObject("metadata").putObject("labels");
    set.forEach(labels::put);
    unset.forEach(labels::putNull);
    api.patch(Workloads.path(target), patch);
    return Outcome.DONE;
  }
}
