package dev.hexad.cd.target.render;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Hexad notes at a service, as variables of it since Render has no labels.
 *
 * @param owner application and environment, empty when it is nobody's
 * @param adopted whether somebody else had made it
 * @param deployment the last one begun
 * @param before the newest deploy when that began, empty when there was none
 * @param keys the variables that Hexad has set
 */
record RenderMarks(
    String owner, boolean adopted, String deployment, String before, Set<String> keys) {
  private static final String OWNER = "HEXAD_OWNER";
  private static final String ADOPTED = "HEXAD_ADOPTED";
  private static final String DEPLOYMENT = "HEXAD_DEPLOYMENT";
  private static final String KEYS = "HEXAD_VARIABLES";
  private static final String NONE = "-";

  RenderMarks {
    keys = new TreeSet<>(keys);
  }

  static RenderMarks of(Map<String, String> env) {
    String[] deployment = env.getOrDefault(DEPLOYMENT, "").split("/", 2);
    String keys = env.getOrDefault(KEYS, "");
    return new RenderMarks(
        env.getOrDefault(OWNER, ""),
        env.containsKey(ADOPTED),
        deployment[0],
        deployment.length < 2 ? "" : deployment[1],
        keys.isEmpty() || keys.equals(NONE) ? Set.of() : Set.of(keys.split(",")));
  }

  /** The one of the deployment comes last, since it says that all else is there. */
  Map<String, String> lasting() {
    Map<String, String> env = new TreeMap<>();
    env.put(OWNER, owner);
    env.put(KEYS, keys.isEmpty() ? NONE : String.join(",", keys));
    if (adopted) {
      env.put(ADOPTED, "true");
    }
    return env;
  }

  Map<String, String> all() {
    Map<String, String> env = lasting();
    env.put(DEPLOYMENT, deployment + "/" + before);
    return env;
  }
}
