package dev.hexad.standalone.demo;

import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Follows a run to its end and tells every stage that ends. */
final class RunWatch {
  private static final long LOOK_MILLIS = 200;
  private static final long LIMIT_SECONDS = 180;

  private final Api api;
  private final Narrator narrator;

  RunWatch(Api api, Narrator narrator) {
    this.api = api;
    this.narrator = narrator;
  }

  JsonNode toTheEnd(String id) {
    Map<String, String> told = new HashMap<>();
    long end = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000;
    while (System.nanoTime() < end) {
      JsonNode run = runOrNothing(id);
      run.path("stages").forEach(stage -> tell(stage, told));
      String state = run.path("state").asString("");
      if (!state.isEmpty() && !state.equals("RUNNING")) {
        narrator.say("run " + state.toLowerCase(java.util.Locale.ROOT));
        return run;
      }
      pause();
    }
    throw new SampleException("the run " + id + " did not end within " + LIMIT_SECONDS + " s");
  }

  /** The run appears a moment after the webhook was accepted. */
  private JsonNode runOrNothing(String id) {
    try {
      return api.get("/api/v1/runs/" + id);
    } catch (SampleException e) {
      if (String.valueOf(e.getMessage()).contains("answered 404")) {
        return Api.JSON.createObjectNode();
      }
      throw e;
    }
  }

  private void tell(JsonNode stage, Map<String, String> told) {
    String id = stage.get("id").asString();
    String state = stage.get("state").asString();
    boolean ended = state.equals("SUCCEEDED") || state.equals("FAILED");
    if (ended && told.put(id, state) == null) {
      String detail = stage.path("problem").path("detail").asString("");
      narrator.say(
          "%-9s %s %s"
              .formatted(
                  id,
                  state.equals("SUCCEEDED") ? "ok    " : "failed",
                  detail.isEmpty() ? StageResult.describe(stage.path("result")) : detail));
    }
  }

  static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SampleException("interrupted", e);
    }
  }
}
