package dev.hexad.cloud.gcp;

import dev.hexad.cloud.rest.StrictCloud.Call;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which permissions calls of Google Cloud take, as its documentation says. */
final class GooglePermissions {
  private static final List<List<String>> CALLS =
      List.of(
          List.of("GET /v1/.*/assets RESOURCE", "cloudasset.assets.listResource"),
          List.of("GET /v1/.*/assets IAM_POLICY", "cloudasset.assets.listIamPolicy"),
          List.of("GET /v3/projects/[^/]+ ", "resourcemanager.projects.get"),
          List.of("POST /v2/entries:list ", "logging.logEntries.list"),
          List.of("POST .*:getIamPolicy ", "resourcemanager.projects.getIamPolicy"),
          List.of("POST .*:setIamPolicy ", "resourcemanager.projects.setIamPolicy"),
          List.of(
              "POST .*/zones/[^/]+/instances ",
              "compute.disks.create compute.instanceTemplates.useReadOnly compute.instances.create"
                  + " compute.instances.setLabels compute.subnetworks.use"
                  + " iam.serviceAccounts.actAs"),
          List.of("DELETE .*/instances/[^/]+ ", "compute.instances.delete"),
          List.of("POST .*/instances/[^/]+/setMachineType ", "compute.instances.setMachineType"),
          List.of("GET .*/zones/[^/]+/operations/[^/]+ ", "compute.zoneOperations.get"),
          List.of("GET .*/regions/[^/]+/operations/[^/]+ ", "compute.regionOperations.get"),
          List.of("GET /v2/.*/operations/[^/]+ ", "run.operations.get"),
          List.of("GET .*/instances/[^/]+ ", "compute.instances.get"),
          List.of("POST .*/instances/[^/]+/start ", "compute.instances.start"),
          List.of("POST .*/instances/[^/]+/stop ", "compute.instances.stop"),
          List.of("POST .*/instances/[^/]+/setLabels ", "compute.instances.setLabels"),
          List.of("GET .*/disks/[^/]+ ", "compute.disks.get"),
          List.of("DELETE .*/disks/[^/]+ ", "compute.disks.delete"),
          List.of("POST .*/disks/[^/]+/setLabels ", "compute.disks.setLabels"),
          List.of(
              "POST .*/disks/[^/]+/createSnapshot ",
              "compute.disks.createSnapshot compute.snapshots.create"),
          List.of("GET .*/snapshots/[^/]+ ", "compute.snapshots.get"),
          List.of("GET .*/addresses/[^/]+ ", "compute.addresses.get"),
          List.of("DELETE .*/addresses/[^/]+ ", "compute.addresses.delete"),
          List.of("GET /v2/.*/services/[^/]+ ", "run.services.get"),
          List.of("PATCH /v2/.*/services/[^/]+ ", "run.services.update iam.serviceAccounts.actAs"));

  private GooglePermissions() {}

  static Set<String> of(List<Call> calls) {
    return calls.stream()
        .flatMap(call -> Arrays.stream(of(call).split(" ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String of(Call call) {
    String text = call + " " + call.query().getOrDefault("contentType", "");
    return CALLS.stream()
        .filter(known -> text.matches(known.getFirst()))
        .map(List::getLast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody knows what " + text + " takes"));
  }

  /** A role for {@code gcloud iam roles create --file}. */
  static String role(String title, Set<String> permissions) {
    return "title: "
        + title
        + "\nstage: GA\nincludedPermissions:\n"
        + permissions.stream().map(p -> "  - " + p + "\n").collect(Collectors.joining());
  }
}
