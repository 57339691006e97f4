package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.TagActions;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Labels are the tags of Google Cloud; all of them are replaced at once. */
final class GoogleLabels implements TagActions.Tagging<GoogleApi> {
  static final Set<String> TYPES =
      Set.of("gcp.compute.disk", "gcp.compute.instance", "gcp.run.service");
  static final List<String> PERMISSIONS =
      Stream.concat(
              RunServices.PERMISSIONS.stream(),
              Stream.of(
                  "compute.disks.get",
                  "compute.disks.setLabels",
                  "compute.instances.get",
                  "compute.instances.setLabels",
                  "compute.zoneOperations.get"))
          .sorted()
          .toList();

  private static Service service(ActionTarget target) {
    return target.type().equals("gcp.run.service") ? Service.RUN : Service.COMPUTE;
  }

  private static Map<String, String> labels(JsonNode found) {
    var labels = new TreeMap<String, String>();
    found
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
    return labels;
  }

  @Override
  public Map<String, String> read(GoogleApi api, ActionTarget target) {
    return labels(api.get(service(target), AssetName.path(target.id())));
  }

  @Override
  public Outcome change(
      GoogleApi api, ActionTarget target, Map<String, String> set, List<String> unset) {
    String path = AssetName.path(target.id());
    Service service = service(target);
    JsonNode found = api.get(service, path);
    Map<String, String> labels = labels(found);
    labels.keySet().removeAll(unset);
    labels.putAll(set);
    ObjectNode body = Json.mapper().createObjectNode();
    body.set("labels", Json.tree(labels));
    if (service == Service.RUN) {
      return api.patch(service, path, "labels", body);
    }
    // Refused when somebody else has changed them in between.
    body.put("labelFingerprint", found.path("labelFingerprint").asString(""));
    return api.post(service, path + "/setLabels", body);
  }
}
