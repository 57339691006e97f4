package dev.hexad.iac.hosted;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run of {@link FakeTerraformCloud}; one of a workspace at a time leaves the queue. */
public final class FakeRun {
  private static final Set<String> CONFIRMABLE = Set.of("planned", "policy_checked");
  private static final Set<String> ENDED =
      Set.of(
          "applied",
          "errored",
          "canceled",
          "discarded",
          "planned_and_finished",
          "policy_soft_failed");
  private static final Set<String> CANCELABLE =
      Set.of("pending", "plan_queued", "planning", "apply_queued", "applying");

  public final String id;
  final String workspace;
  private final String configuration;
  private final boolean planOnly;
  private List<String> script;
  private int step;
  private volatile String heldAt = "";
  private volatile boolean cancelled;

  FakeRun(
      String id, String workspace, String configuration, boolean planOnly, List<String> script) {
    this.id = id;
    this.workspace = workspace;
    this.configuration = configuration;
    this.planOnly = planOnly;
    this.script = script;
  }

  public synchronized String status() {
    return planOnly && lastOfPlan() ? "planned_and_finished" : script.get(step);
  }

  private boolean lastOfPlan() {
    return step == script.size() - 1 && CONFIRMABLE.contains(script.get(step));
  }

  private boolean confirmable() {
    return !planOnly && lastOfPlan();
  }

  /** Goes no further than this status until another is given. */
  public void holdAt(String status) {
    heldAt = status;
  }

  /** Somebody else does something to it. */
  public synchronized void becomes(String... statuses) {
    script = List.of(statuses);
    step = 0;
  }

  synchronized Map<String, Object> next(Collection<FakeRun> all) {
    boolean turn =
        all.stream()
            .takeWhile(run -> run != this)
            .filter(run -> run.workspace.equals(workspace) && !run.planOnly)
            .allMatch(run -> ENDED.contains(run.status()));
    boolean held = status().equals(heldAt);
    if ((turn || !status().equals("pending")) && !held && step < script.size() - 1) {
      step++;
    }
    return document();
  }

  synchronized boolean act(String action) {
    String status = status();
    switch (action) {
      case "apply" -> {
        if (!confirmable()) {
          return false;
        }
        becomes("confirmed", "apply_queued", "applying", "applied");
      }
      case "discard" -> {
        if (!discardable()) {
          return false;
        }
        becomes("discarded");
      }
      case "cancel" -> cancelled = true;
      case "force-cancel" -> {
        if (!cancelled) {
          return false;
        }
        becomes("canceled");
      }
      default -> throw new IllegalStateException(action);
    }
    return true;
  }

  private boolean discardable() {
    return confirmable() || status().equals("policy_override") || status().equals("pending");
  }

  synchronized Map<String, Object> document() {
    String status = status();
    var attributes = new HashMap<String, Object>();
    attributes.put("status", status);
    attributes.put("plan-only", planOnly);
    attributes.put("terraform-version", "1.11.4");
    attributes.put(
        "actions",
        Map.of(
            "is-confirmable", confirmable(),
            "is-discardable", discardable(),
            "is-cancelable", CANCELABLE.contains(status),
            "is-force-cancelable", cancelled && CANCELABLE.contains(status)));
    return Map.of(
        "id",
        id,
        "type",
        "runs",
        "attributes",
        attributes,
        "relationships",
        Map.of(
            "configuration-version", one("configuration-versions", configuration),
            "plan", one("plans", "plan-" + id),
            "apply", one("applies", "apply-" + id)));
  }

  private static Map<String, Object> one(String type, String id) {
    return Map.of("data", Map.of("id", id, "type", type));
  }
}
