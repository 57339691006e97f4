package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.TemplateActions.Found;
import dev.hexad.cloud.provider.TemplateActions.Maker;
import dev.hexad.cloud.provider.TemplateActions.Stage;
import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes machines of a project by an instance template of Google Cloud. */
final class InstanceMaker implements Maker<GoogleApi, InstanceMaker.Machine> {
  private static final String LABEL = "hexad-created";

  /** Which instance template, where, and of which size when not of that of the template. */
  record Machine(String zone, String instanceTemplate, @Nullable String machineType) {}

  @Override
  public String makes() {
    return "gcp.compute.instance";
  }

  @Override
  public String on() {
    return "gcp.cloudresourcemanager.project";
  }

  @Override
  public Class<Machine> settings() {
    return Machine.class;
  }

  /** A machine acts as its account, and has a disk and a place in a network. */
  @Override
  public List<String> permissions() {
    return List.of(
        "compute.disks.create",
        "compute.instanceTemplates.useReadOnly",
        "compute.instances.create",
        "compute.instances.delete",
        "compute.instances.get",
        "compute.instances.setLabels",
        "compute.subnetworks.use",
        "compute.zoneOperations.get",
        "iam.serviceAccounts.actAs");
  }

  @Override
  public String place(Machine settings) {
    return settings.zone();
  }

  private static String machines(ActionTarget target, String zone) {
    return AssetName.path(target.id()) + "/zones/" + zone + "/instances";
  }

  @Override
  public Optional<Found> find(GoogleApi api, ActionTarget target, String name, String place) {
    String path = machines(target, place) + "/" + name;
    JsonNode machine = api.find(Service.COMPUTE, path);
    if (machine == null || !machine.at("/labels/" + LABEL).asString("").equals(name)) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            path,
            switch (machine.path("status").asString("")) {
              case "PROVISIONING", "STAGING" -> Stage.COMING;
              default -> Stage.THERE;
            }));
  }

  @Override
  public Outcome make(GoogleApi api, ActionTarget target, String name, Machine settings) {
    ObjectNode body = Json.mapper().createObjectNode().put("name", name);
    body.putObject("labels").put(LABEL, name);
    if (settings.machineType() != null) {
      body.put(
          "machineType", "zones/" + settings.zone() + "/machineTypes/" + settings.machineType());
    }
    String template =
        AssetName.path(target.id()) + "/global/instanceTemplates/" + settings.instanceTemplate();
    return api.post(
        Service.COMPUTE,
        machines(target, settings.zone()),
        Map.of("sourceInstanceTemplate", template),
        body);
  }

  @Override
  public Outcome remove(GoogleApi api, ActionTarget target, Found found, String place) {
    return api.delete(Service.COMPUTE, found.id());
  }
}
