package dev.hexad.cd.target.vercel;

import dev.hexad.contracts.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Hexad notes at a deployment, where everybody who sees the deployment sees it too. */
final class VercelMeta {
  static final String OWNER = "hexadOwner";
  static final String DEPLOYMENT = "hexadDeployment";
  static final String IMAGE = "hexadImage";
  private static final String COMMIT = "hexadCommit";
  private static final String FILES = "hexadFiles";

  /** Vercel takes 65,536 characters. */
  private static final int LONGEST = 60_000;

  private static final int DIGITS = 8;

  private VercelMeta() {}

  static ObjectNode of(VercelPlan plan) {
    ObjectNode meta =
        Json.mapper()
            .createObjectNode()
            .put(OWNER, plan.scope().owner())
            .put(DEPLOYMENT, plan.scope().deployment())
            .put(IMAGE, plan.content().image());
    if (plan.content().commit() != null) {
      meta.put(COMMIT, plan.content().commit());
    }
    return meta.put(FILES, Json.write(brief(plan.content().digests())));
  }

  /** The first digits of each; where that is too much to note, only of all together. */
  static Map<String, String> brief(Map<String, String> digests) {
    Map<String, String> brief = new TreeMap<>();
    digests.forEach((name, digest) -> brief.put(name, digest.substring(0, DIGITS)));
    return Json.write(brief).length() <= LONGEST
        ? brief
        : Map.of("all", VercelFiles.sha1(Json.write(brief).getBytes(StandardCharsets.UTF_8)));
  }

  static String mark(JsonNode deployment, String name) {
    return deployment.path("meta").path(name).asString("");
  }

  static JsonNode files(JsonNode deployment) {
    try {
      return Json.mapper().readTree(deployment.path("meta").path(FILES).asString("{}"));
    } catch (JacksonException e) {
      return Json.mapper().createObjectNode();
    }
  }
}
