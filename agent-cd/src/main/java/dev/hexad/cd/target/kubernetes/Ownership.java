package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Revision;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Marks objects as those of an environment; only such are ever pruned. */
final class Ownership {
  static final String APPLICATION = "dev.hexad/application";
  static final String ENVIRONMENT = "dev.hexad/environment";
  private static final String DEPLOYMENT = "dev.hexad/deployment";
  private static final String REVISION = "dev.hexad/revision";
  private static final String COMMIT = "dev.hexad/commit";
  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Annotations that change with each revision and are no difference. */
  static final Set<String> NOTES = Set.of(DEPLOYMENT, REVISION, COMMIT);

  /** An object that somebody wants to keep although it is no longer in the manifests. */
  static final String PRUNE = "dev.hexad/prune";

  /** An object that is taken only when it is not there yet, as it goes with the environment. */
  static final String OWNED = "dev.hexad/owned";

  private Ownership() {}

  static void mark(ObjectNode tree, Revision revision) {
    ObjectNode meta = tree.withObject("/metadata");
    ObjectNode labels = meta.withObject("labels");
    labels.put(APPLICATION, revision.applicationId().toString());
    labels.put(ENVIRONMENT, label(revision.environment()));
    labels.put(MANAGED_BY, "hexad");
    ObjectNode annotations = meta.withObject("annotations");
    annotations.put(DEPLOYMENT, revision.deploymentId().toString());
    annotations.put(REVISION, Integer.toString(revision.number()));
    String commit = revision.commit();
    if (commit != null) {
      annotations.put(COMMIT, commit);
    }
  }

  static boolean ours(JsonNode live, String application, String environment) {
    return text(live, APPLICATION).equals(application)
        && text(live, ENVIRONMENT).equals(label(environment))
        && !live.at("/metadata/annotations").path(PRUNE).asString("").equals("false");
  }

  /** Whether both come from the same deployment. */
  static boolean sameDeployment(JsonNode one, JsonNode other) {
    return deployment(one).equals(deployment(other));
  }

  /** Whether it comes from this deployment. */
  static boolean of(JsonNode object, String deployment) {
    return deployment(object).equals(deployment);
  }

  private static String deployment(JsonNode object) {
    return object.at("/metadata/annotations").path(DEPLOYMENT).asString("");
  }

  private static String text(JsonNode object, String label) {
    return object.at("/metadata/labels").path(label).asString("");
  }

  /** As labels allow it. */
  private static String label(String environment) {
    String plain = environment.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String cut = plain.length() > 63 ? plain.substring(0, 63) : plain;
    return cut.replaceAll("[^A-Za-z0-9]+$", "");
  }
}
