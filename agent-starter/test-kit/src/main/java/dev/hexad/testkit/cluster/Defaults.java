package dev.hexad.testkit.cluster;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sets some of the fields that the API server sets where nobody did. */
final class Defaults {
  private Defaults() {}

  static void set(ObjectNode object) {
    switch (object.path("kind").asString("")) {
      case "Deployment" -> {
        ObjectNode spec = object.withObject("/spec");
        absent(spec, "replicas", 1);
        absent(spec, "progressDeadlineSeconds", 600);
        absent(spec, "revisionHistoryLimit", 10);
        template(spec.at("/template/spec"));
      }
      case "Service" -> {
        ObjectNode spec = object.withObject("/spec");
        text(spec, "type", "ClusterIP");
        text(spec, "sessionAffinity", "None");
        if (!spec.path("clusterIP").asString("").equals("None")) {
          text(spec, "clusterIP", "10.96.0.10");
        }
        spec.path("ports").forEach(port -> text((ObjectNode) port, "protocol", "TCP"));
      }
      case "CustomResourceDefinition" -> {
        ObjectNode condition = object.withObject("/status").putArray("conditions").addObject();
        condition.put("type", "Established").put("status", "True");
      }
      default -> {
        // Others stay as they are.
      }
    }
  }

  private static void template(JsonNode spec) {
    if (spec instanceof ObjectNode pod) {
      text(pod, "restartPolicy", "Always");
      absent(pod, "terminationGracePeriodSeconds", 30);
    }
    for (JsonNode container : spec.path("containers")) {
      text((ObjectNode) container, "imagePullPolicy", "IfNotPresent");
      container.path("ports").forEach(port -> text((ObjectNode) port, "protocol", "TCP"));
    }
  }

  private static void absent(ObjectNode fields, String name, int value) {
    if (!fields.has(name)) {
      fields.put(name, value);
    }
  }

  private static void text(ObjectNode fields, String name, String value) {
    if (!fields.has(name)) {
      fields.put(name, value);
    }
  }
}
