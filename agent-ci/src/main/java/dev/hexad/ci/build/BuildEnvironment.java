package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import java.util.HashMap;
import java.util.Map;

/**
 * What steps know of the change. It is data from outside and comes as variables only, never as part
 * of a script.
 */
final class BuildEnvironment {
  private BuildEnvironment() {}

  static Map<String, String> of(ChangeRef change, CommandContext context) {
    var env = new HashMap<String, String>();
    env.put("CI", "true");
    env.put("HEXAD", "true");
    env.put("HEXAD_APPLICATION", change.application());
    env.put("HEXAD_COMMIT", change.commit());
    env.put("HEXAD_REF", change.ref());
    if (change.ref().startsWith("refs/heads/")) {
      env.put("HEXAD_BRANCH", change.shortRef());
    }
    if (change.ref().startsWith("refs/tags/")) {
      env.put("HEXAD_TAG", change.shortRef());
    }
    if (change.event() != null) {
      env.put("HEXAD_EVENT", change.event());
    }
    if (context.request().runId() != null) {
      env.put("HEXAD_RUN", context.request().runId().toString());
    }
    PullRequestRef pull = change.pullRequest();
    if (pull != null) {
      env.put("HEXAD_PULL_REQUEST", Long.toString(pull.number()));
      env.put("HEXAD_TARGET_BRANCH", pull.targetRef().replaceFirst("^refs/heads/", ""));
    }
    return env;
  }
}
