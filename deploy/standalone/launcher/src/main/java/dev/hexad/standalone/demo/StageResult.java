package dev.hexad.standalone.demo;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** The telling parts of a stage's result in one line. */
final class StageResult {
  private StageResult() {}

  static String describe(JsonNode result) {
    var parts = new ArrayList<String>();
    if (result.has("tests")) {
      parts.add(result.at("/tests/passed").asInt() + " tests passed");
    }
    if (result.has("version")) {
      parts.add("version " + result.get("version").asString());
    }
    if (result.has("image")) {
      parts.add("image " + result.at("/image/digest").asString().substring(0, 19));
    }
    if (result.has("pipeline")) {
      parts.add(
          result.at("/pipeline/stages").size()
              + " stages from "
              + result.at("/pipeline/origin").asString());
    }
    if (result.has("verdict")) {
      parts.add(result.get("verdict").asString() + ": " + result.get("reason").asString());
    }
    if (result.has("revision") && result.has("role")) {
      parts.add(
          "revision " + result.get("revision").asInt() + ", " + result.get("role").asString());
    }
    if (result.has("toAdd")) {
      parts.add(
          "%d to add, %d to change, %d to destroy (%s)"
              .formatted(
                  result.get("toAdd").asInt(),
                  result.get("toChange").asInt(),
                  result.get("toDestroy").asInt(),
                  result.get("tool").asString()));
    }
    if (result.has("added")) {
      parts.add(result.get("added").asInt() + " added");
    }
    for (JsonNode account : result.path("accounts")) {
      parts.add(account(account));
    }
    return String.join(", ", parts);
  }

  private static String account(JsonNode account) {
    String provider = account.get("provider").asString();
    return account.hasNonNull("skipped")
        ? provider + ": " + account.get("skipped").asString()
        : provider + ": " + account.get("total").asInt() + " resources";
  }
}
