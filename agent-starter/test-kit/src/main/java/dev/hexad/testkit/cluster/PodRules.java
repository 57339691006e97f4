package dev.hexad.testkit.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of metadata, pods and secrets that the schema does not tell, and their defaults. */
final class PodRules {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
  private static final Pattern QUANTITY =
      Pattern.compile("[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti|E|Ei|P|Pi)?");
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  private final String kind;
  private final String name;

  PodRules(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  private void require(boolean holds, String why) {
    if (!holds) {
      throw Refusal.invalid(kind, name, why);
    }
  }

  /** Refuses what breaks a rule and sets defaults. */
  void admit(ObjectNode object) {
    require(SUBDOMAIN.matcher(name).matches() && name.length() < 254, "metadata.name: " + name);
    object
        .at("/metadata/labels")
        .forEach(value ->
            require(
                LABEL_VALUE.matcher(value.asString()).matches(),
                "metadata.labels: Invalid value: " + value));
    switch (kind) {
      case "Pod" -> pod(object);
      case "Secret" -> secret(object);
      default -> {
        // Other kinds have no rules here beside the schema.
      }
    }
  }

  private void secret(ObjectNode secret) {
    var data = secret.withObject("/data");
    secret
        .path("stringData")
        .properties()
        .forEach(entry ->
            data.put(
                entry.getKey(),
                java.util.Base64.getEncoder()
                    .encodeToString(
                        entry
                            .getValue()
                            .asString()
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    secret.remove("stringData");
    data.propertyNames()
        .forEach(key -> require(KEY.matcher(key).matches(), "data: Invalid value: " + key));
    int size = data.toString().length();
    require(size < 1_400_000, "data: Too long: may not be more than 1048576 bytes");
    if (!secret.has("type")) {
      secret.put("type", "Opaque");
    }
  }

  private void pod(ObjectNode pod) {
    ObjectNode spec = pod.withObject("/spec");
    Set<String> volumes = new HashSet<>();
    spec.path("volumes").forEach(volume -> volumes.add(volume.path("name").asString()));
    Set<String> names = new HashSet<>();
    require(!spec.path("containers").isEmpty(), "spec.containers: Required value");
    for (JsonNode container : spec.path("containers")) {
      String own = container.path("name").asString("");
      require(LABEL.matcher(own).matches(), "spec.containers.name: Invalid value: " + own);
      require(names.add(own), "spec.containers.name: Duplicate value: " + own);
      require(
          !container.path("image").asString("").isBlank(), "spec.containers.image: Required value");
      for (JsonNode mount : container.path("volumeMounts")) {
        require(
            volumes.contains(mount.path("name").asString()),
            "spec.containers.volumeMounts.name: Not found: " + mount.path("name"));
      }
      for (String which : new String[] {"limits", "requests"}) {
        for (JsonNode quantity : container.path("resources").path(which)) {
          require(
              QUANTITY.matcher(quantity.asString()).matches(), "resources: Invalid: " + quantity);
        }
      }
    }
    for (JsonNode alias : spec.path("hostAliases")) {
      require(!alias.path("ip").asString("").isEmpty(), "spec.hostAliases.ip: Required value");
      for (JsonNode host : alias.path("hostnames")) {
        require(
            SUBDOMAIN.matcher(host.asString()).matches(),
            "spec.hostAliases.hostnames: Invalid value: " + host);
      }
    }
    if (!spec.has("restartPolicy")) {
      spec.put("restartPolicy", "Always");
    }
    if (!spec.has("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", 30);
    }
    pod.withObject("/status").put("phase", "Pending");
  }
}
