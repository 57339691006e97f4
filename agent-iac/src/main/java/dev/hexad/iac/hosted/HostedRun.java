package dev.hexad.iac.hosted;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run of Terraform Cloud as it is now.
 *
 * @param status in its own words, for example {@code cost_estimating}
 * @param confirmable whether it waits for a yes to be applied
 * @param configuration id of the configuration version, null where it is not told
 * @param plan id of its plan, null as long as there is none
 * @param apply id of its apply, null as long as there is none
 */
public record HostedRun(
    String id,
    String status,
    boolean planOnly,
    boolean confirmable,
    boolean discardable,
    boolean cancelable,
    boolean forceCancelable,
    @Nullable String configuration,
    @Nullable String plan,
    @Nullable String apply,
    @Nullable String terraformVersion) {
  private static final Set<String> FAILED = Set.of("errored", "canceled", "discarded");
  private static final Set<String> APPLYING =
      Set.of(
          "confirmed",
          "pre_apply_running",
          "pre_apply_completed",
          "queuing_apply",
          "apply_queued",
          "applying",
          "post_apply_running",
          "post_apply_completed");
  private static final Set<String> PLANNED =
      Set.of("planned_and_finished", "planned_and_saved", "policy_soft_failed", "policy_override");
  private static final Set<String> WAITING =
      Set.of(
          "pending",
          "fetching",
          "fetching_completed",
          "pre_plan_awaiting_decision",
          "queuing",
          "plan_queued");

  static HostedRun of(JsonNode data) {
    JsonNode about = data.path("attributes");
    JsonNode actions = about.path("actions");
    return new HostedRun(
        data.path("id").asString(""),
        about.path("status").asString("pending"),
        about.path("plan-only").asBoolean(false),
        actions.path("is-confirmable").asBoolean(false),
        actions.path("is-discardable").asBoolean(false),
        actions.path("is-cancelable").asBoolean(false),
        actions.path("is-force-cancelable").asBoolean(false),
        related(data, "configuration-version"),
        related(data, "plan"),
        related(data, "apply"),
        about.path("terraform-version").asString(null));
  }

  private static @Nullable String related(JsonNode data, String name) {
    return data.path("relationships").path(name).path("data").path("id").asString(null);
  }

  /** It ended without what it was made for. */
  public boolean failed() {
    return FAILED.contains(status);
  }

  /** Its plan can be read and nothing more happens until somebody acts. */
  public boolean planned() {
    return confirmable || PLANNED.contains(status);
  }

  /** Somebody has said yes. */
  public boolean confirmed() {
    return APPLYING.contains(status) || applied();
  }

  public boolean applied() {
    return status.equals("applied");
  }

  /** Nothing happens to it any more, whatever anybody does. */
  public boolean over() {
    return failed()
        || applied()
        || status.equals("planned_and_finished")
        || status.equals("policy_soft_failed");
  }

  /** It can be said what becomes of its plan. */
  public boolean settled() {
    return planned() || failed() || confirmed();
  }

  /** It waits for its turn, or for somebody. */
  public boolean waiting() {
    return WAITING.contains(status);
  }

  /** The policies of Terraform Cloud hold it until somebody overrides them there. */
  public boolean heldByPolicy() {
    return status.equals("policy_soft_failed") || status.equals("policy_override");
  }

  /** The status as people read it. */
  public String words() {
    return status.replace('_', ' ');
  }
}
