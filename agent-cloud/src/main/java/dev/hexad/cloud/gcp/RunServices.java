package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.message.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Acts on services of Cloud Run. */
final class RunServices {
  /** Whoever changes a service acts as its account. */
  static final List<String> PERMISSIONS =
      List.of(
          "iam.serviceAccounts.actAs",
          "run.operations.get",
          "run.services.get",
          "run.services.update");

  private RunServices() {}

  /** How many instances always run. */
  record Scale(int minInstances) {
    Scale {
      if (minInstances < 0 || minInstances > 1000) {
        throw new IllegalArgumentException("minInstances must be 0 to 1000");
      }
    }

    private String words() {
      return "at least " + minInstances;
    }
  }

  static Sight scale(GoogleApi api, ActionTarget target, Scale wish) {
    String path = AssetName.path(target.id());
    var now = new Scale(api.get(Service.RUN, path).at("/scaling/minInstanceCount").asInt(0));
    if (now.equals(wish)) {
      return Sight.alreadyDone(now.words());
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.putObject("scaling").put("minInstanceCount", wish.minInstances());
    return Sight.lasting(
        now.words(),
        wish.words(),
        new Inverse("scale", now),
        () -> api.patch(Service.RUN, path, "scaling.minInstanceCount", body));
  }
}
