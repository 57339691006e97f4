package dev.hexad.cd.target.render;

import dev.hexad.cd.target.DeployTarget.Progress;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Brings a service to what is wanted. Render cannot be told to take a deploy only once, so the
 * newest deploy is noted before ours is asked for; a newer one with our image is ours.
 */
final class RenderRollout {
  private static final int RECENT = 100;

  private final RenderService place;
  private final RenderPlan plan;

  RenderRollout(RenderService place, RenderPlan plan) {
    this.place = place;
    this.plan = plan;
  }

  void requireOurs(JsonNode live) {
    String owner = RenderMarks.of(place.env(id(live))).owner();
    boolean free = owner.isEmpty() && plan.scope().adopt();
    if (!free && !owner.equals(plan.scope().owner())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The service '%s' is there already and was not made for this environment; %s."
              .formatted(
                  plan.scope().service(),
                  owner.isEmpty()
                      ? "take it over with adopt: true, or name another service"
                      : "another environment deploys to it, so name another service"));
    }
  }

  private static String id(JsonNode live) {
    return live.path("id").asString();
  }

  private RenderMarks marks(boolean adopted, String before) {
    return new RenderMarks(
        plan.scope().owner(),
        adopted,
        plan.scope().deployment(),
        before,
        plan.content().env().keySet());
  }

  /** Names are unique at Render: what was made before is found by its name. */
  void create() {
    place.create(plan.content(), marks(false, "").all());
  }

  void update(JsonNode live, Progress progress) {
    String id = id(live);
    Map<String, String> env = place.env(id);
    RenderMarks marks = RenderMarks.of(env);
    if (!marks.deployment().equals(plan.scope().deployment())) {
      String newest = place.newest(id).map(RenderRollout::id).orElse("");
      boolean adopted = marks.owner().isEmpty() || marks.adopted();
      settle(live, env, marks(adopted, newest));
      progress.accept("set the variables of the service " + plan.scope().service());
    } else if (begun(id, marks.before())) {
      return;
    }
    if (RenderHealth.suspended(live)) {
      place.resume(id);
    }
    String deploy = place.deploy(id, plan.content().image());
    progress.accept("asked for the deploy " + (deploy.isEmpty() ? "(queued)" : deploy));
  }

  private boolean begun(String id, String before) {
    for (JsonNode deploy : place.deploys(id, RECENT)) {
      if (id(deploy).equals(before)) {
        return false;
      }
      if (RenderHealth.runs(deploy, plan.content().digest())) {
        return true;
      }
    }
    return false;
  }

  /** Variables, instances and image, and last the mark that says that they are there. */
  private void settle(JsonNode live, Map<String, String> env, RenderMarks marks) {
    String id = id(live);
    var gone = new TreeSet<>(RenderMarks.of(env).keys());
    gone.removeAll(plan.content().env().keySet());
    // The owner first: what follows is undone only by who knows that it was Hexad.
    marks.lasting().forEach((key, value) -> put(id, env, key, value));
    gone.stream().filter(env::containsKey).forEach(key -> place.remove(id, key));
    plan.content().env().forEach((key, value) -> put(id, env, key, value));
    Integer instances = plan.content().instances();
    if (instances != null && live.at("/serviceDetails/numInstances").asInt(1) != instances) {
      place.scale(id, instances);
    }
    if (!live.path("imagePath").asString("").endsWith(plan.content().digest())) {
      place.image(live, plan.content().image());
    }
    marks.all().forEach((key, value) -> put(id, env, key, value));
  }

  private void put(String id, Map<String, String> env, String key, String value) {
    if (!value.equals(env.get(key))) {
      place.put(id, key, value);
      env.put(key, value);
    }
  }

  /** Puts back what differs; deploys only when what runs would not have it otherwise. */
  void restore(JsonNode live) {
    String id = id(live);
    Map<String, String> env = place.env(id);
    boolean variables = !env.entrySet().containsAll(plan.content().env().entrySet());
    RenderMarks marks = RenderMarks.of(env);
    settle(live, env, marks(marks.adopted(), marks.before()));
    boolean other =
        place.newest(id).filter(d -> RenderHealth.runs(d, plan.content().digest())).isEmpty();
    if (variables || other) {
      place.deploy(id, plan.content().image());
    }
  }
}
