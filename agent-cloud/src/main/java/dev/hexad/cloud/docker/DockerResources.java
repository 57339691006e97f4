package dev.hexad.cloud.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Relation;
import dev.hexad.cloud.provider.Scrub;
import dev.hexad.contracts.message.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings what the engine says into the form that all providers share. */
final class DockerResources {
  private static final String REGION = "local";

  /** Differ from one look to the next although nothing has changed. */
  private static final List<String> VOLATILE =
      List.of("Status", "SizeRw", "SizeRootFs", "SharedSize", "Containers", "UsageData");

  private static final DockerClientConfig CONFIG =
      DefaultDockerClientConfig.createDefaultConfigBuilder().build();

  private DockerResources() {}

  static CloudResource container(Container container) {
    String[] names = container.getNames();
    return new CloudResource(
        "docker.container",
        container.getId(),
        names == null || names.length == 0 ? container.getId() : names[0].replaceFirst("^/", ""),
        REGION,
        String.valueOf(container.getState()),
        labels(container.getLabels()),
        seconds(container.getCreated()),
        relations(container),
        raw(container));
  }

  static CloudResource image(Image image) {
    String[] tags = image.getRepoTags();
    return new CloudResource(
        "docker.image",
        image.getId(),
        tags == null || tags.length == 0 ? image.getId() : tags[0],
        REGION,
        "available",
        labels(image.getLabels()),
        seconds(image.getCreated()),
        List.of(),
        raw(image));
  }

  static CloudResource volume(InspectVolumeResponse volume) {
    return new CloudResource(
        "docker.volume",
        volume.getName(),
        volume.getName(),
        REGION,
        "available",
        labels(volume.getLabels()),
        null,
        List.of(),
        raw(volume));
  }

  static CloudResource network(Network network) {
    var created = network.getCreated();
    return new CloudResource(
        "docker.network",
        network.getId(),
        network.getName(),
        REGION,
        "available",
        labels(network.getLabels()),
        created == null ? null : created.toInstant(),
        List.of(),
        raw(network));
  }

  private static List<Relation> relations(Container container) {
    var relations = new ArrayList<Relation>();
    String image = container.getImageId();
    if (image != null && !image.isBlank()) {
      relations.add(new Relation("runs", "docker.image", image));
    }
    if (container.getMounts() != null) {
      container.getMounts().stream()
          .map(mount -> mount.getName())
          .filter(name -> name != null && !name.isBlank())
          .forEach(name -> relations.add(new Relation("uses", "docker.volume", name)));
    }
    var settings = container.getNetworkSettings();
    if (settings != null && settings.getNetworks() != null) {
      settings.getNetworks().values().stream()
          .map(network -> network.getNetworkID())
          .filter(id -> id != null && !id.isBlank())
          .forEach(id -> relations.add(new Relation("in", "docker.network", id)));
    }
    return relations;
  }

  private static Map<String, String> labels(@Nullable Map<String, String> labels) {
    return labels == null ? Map.of() : labels;
  }

  private static @Nullable Instant seconds(@Nullable Long seconds) {
    return seconds == null ? null : Instant.ofEpochSecond(seconds);
  }

  private static JsonNode raw(Object model) {
    try {
      String json =
          ((DefaultDockerClientConfig) CONFIG).getObjectMapper().writeValueAsString(model);
      JsonNode raw = Json.mapper().readTree(json);
      if (raw instanceof ObjectNode object) {
        object.remove(VOLATILE);
      }
      return Scrub.clean(raw);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the engine's answer cannot be kept", e);
    }
  }
}
