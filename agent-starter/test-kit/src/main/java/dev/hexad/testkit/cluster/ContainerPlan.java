package dev.hexad.testkit.cluster;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How containers of a pod look for the engine. */
final class ContainerPlan {
  private static final Map<String, Long> UNITS =
      Map.of(
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "k",
          1_000L,
          "M",
          1_000_000L,
          "G",
          1_000_000_000L);

  private final ResourceStore store;
  private final ApiPath path;
  private final ObjectNode pod;
  private final Path folder;

  ContainerPlan(ResourceStore store, ApiPath path, ObjectNode pod, Path folder) {
    this.store = store;
    this.path = path;
    this.pod = pod;
    this.folder = folder;
  }

  void makeFolders() throws IOException {
    for (JsonNode volume : pod.at("/spec/volumes")) {
      Path place = Files.createDirectories(folder.resolve(volume.path("name").asString()));
      if (!volume.has("emptyDir")) {
        throw new IOException("this node has volumes of type emptyDir only");
      }
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    var hosts = new StringBuilder("127.0.0.1 localhost\n");
    for (JsonNode alias : pod.at("/spec/hostAliases")) {
      hosts.append(alias.path("ip").asString());
      alias.path("hostnames").forEach(name -> hosts.append(' ').append(name.asString()));
      hosts.append('\n');
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("etc-hosts"), hosts);
  }

  HostConfig host(JsonNode container) {
    var binds = new ArrayList<Bind>();
    binds.add(bind(folder.resolve("etc-hosts"), "/etc/hosts", false));
    for (JsonNode mount : container.path("volumeMounts")) {
      binds.add(
          bind(
              folder.resolve(mount.path("name").asString()),
              mount.path("mountPath").asString(),
              mount.path("readOnly").asBoolean(false)));
    }
    JsonNode security = container.path("securityContext");
    var host = HostConfig.newHostConfig().withBinds(binds);
    if (!security.path("allowPrivilegeEscalation").asBoolean(true)) {
      host.withSecurityOpts(List.of("no-new-privileges"));
    }
    host.withCapDrop(capabilities(security, "drop")).withCapAdd(capabilities(security, "add"));
    JsonNode limits = container.at("/resources/limits");
    if (limits.has("memory")) {
      long bytes = quantity(limits.path("memory").asString()).longValue();
      host.withMemory(bytes).withMemorySwap(bytes);
    }
    if (limits.has("cpu")) {
      BigDecimal nanos = quantity(limits.path("cpu").asString()).movePointRight(9);
      host.withNanoCPUs(nanos.longValue());
    }
    return host;
  }

  private static Bind bind(Path from, String to, boolean readOnly) {
    return new Bind(from.toString(), new Volume(to), readOnly ? AccessMode.ro : AccessMode.rw);
  }

  private static Capability[] capabilities(JsonNode security, String which) {
    return security
        .path("capabilities")
        .path(which)
        .valueStream()
        .map(name -> Capability.valueOf(name.asString()))
        .toArray(Capability[]::new);
  }

  private static BigDecimal quantity(String text) {
    String number = text.replaceFirst("[A-Za-z]+$", "");
    String unit = text.substring(number.length());
    BigDecimal value = new BigDecimal(number);
    return unit.equals("m")
        ? value.movePointLeft(3)
        : value.multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
  }

  CreateContainerCmd create(CreateContainerCmd create, JsonNode container, HostConfig host) {
    create.withHostConfig(host).withEnv(environment(container));
    if (container.has("command")) {
      create.withEntrypoint(texts(container.path("command"))).withCmd(List.of());
    }
    if (container.has("args")) {
      create.withCmd(texts(container.path("args")));
    }
    if (container.has("workingDir")) {
      create.withWorkingDir(container.path("workingDir").asString());
    }
    JsonNode user = container.at("/securityContext/runAsUser");
    if (user.isNumber()) {
      create.withUser(user.asString());
    }
    return create;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private List<String> environment(JsonNode container) {
    var all = new TreeMap<String, String>();
    for (JsonNode from : container.path("envFrom")) {
      if (from.has("configMapRef")) {
        data("configmaps", from.at("/configMapRef/name").asString(""))
            .properties()
            .forEach(e -> all.put(e.getKey(), e.getValue().asString("")));
      } else {
        data("secrets", from.at("/secretRef/name").asString(""))
            .properties()
            .forEach(e -> all.put(e.getKey(), decoded(e.getValue())));
      }
    }
    for (JsonNode one : container.path("env")) {
      JsonNode key = one.at("/valueFrom/secretKeyRef");
      all.put(
          one.path("name").asString(),
          key.isMissingNode()
              ? one.path("value").asString("")
              : decoded(
                  data("secrets", key.path("name").asString()).path(key.path("key").asString())));
    }
    return all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private JsonNode data(String resource, String name) {
    return store.get(new ApiPath("", "v1", path.namespace(), resource, name, "")).path("data");
  }

  private static String decoded(JsonNode value) {
    return new String(Base64.getDecoder().decode(value.asString("")), StandardCharsets.UTF_8);
  }
}
