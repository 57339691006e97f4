package dev.hexad.orchestrator.run;

import dev.hexad.contracts.message.Json;
import dev.hexad.orchestrator.gate.GateFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a run is about to do, in one document: the parts are what the stages before a gate have
 * found, each told by its agent, and the hash is over all of them. Results of a run never change,
 * and the stages after the gate take theirs from them, so that what was approved is what is done.
 *
 * @param impact what it may touch, as it is now; not part of the hash
 */
record ChangePlan(String hash, List<Part> parts, Impact impact) {
  ChangePlan {
    parts = List.copyOf(parts);
  }

  /** What one stage has found. */
  record Part(String stage, String uses, JsonNode result) {}

  /**
   * What the change may touch.
   *
   * @param dependents names of the applications that depend on this one, also by way of others
   * @param objectives service level objectives of the application, with what is left of them
   */
  record Impact(
      List<String> dependents, List<GateFacts.Budget> objectives, List<GateFacts.Alert> firing) {}

  /** What the stages that a stage needs have found, in the order of the run. */
  static List<Part> parts(Run run, Stage gate) {
    Set<String> before = new LinkedHashSet<>();
    collect(run, gate, before);
    var parts = new ArrayList<Part>();
    for (Stage stage : run.stages()) {
      JsonNode result = stage.result();
      if (before.contains(stage.id()) && result != null && !stage.definition().isGate()) {
        parts.add(new Part(stage.id(), stage.definition().uses(), result));
      }
    }
    return parts;
  }

  private static void collect(Run run, Stage stage, Set<String> before) {
    for (String need : stage.definition().needs()) {
      if (before.add(need)) {
        collect(run, run.require(need), before);
      }
    }
  }

  /** SHA-256 over the parts, with the keys of all objects in order. */
  static String hash(List<Part> parts) {
    var all = new ArrayList<Map<String, Object>>();
    for (Part part : parts) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("stage", part.stage());
      plain.put("uses", part.uses());
      plain.put("result", Json.convert(part.result(), Object.class));
      all.add(plain);
    }
    try {
      byte[] text = Json.write(all).getBytes(StandardCharsets.UTF_8);
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
