package dev.hexad.monitoring.slo;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.settings.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/** Objectives from OpenSLO documents, version 1, that count good or bad requests. */
final class OpenSlo {
  private static final Pattern DAYS = Pattern.compile("(\\d+)([dw])");

  private OpenSlo() {}

  /**
   * What could be read.
   *
   * @param notes what was left out, and why
   */
  record Converted(List<Objective> objectives, List<String> notes) {}

  /**
   * Reads documents.
   *
   * @throws HexadException when the text is no YAML, or holds no OpenSLO document
   */
  static Converted convert(String yaml) {
    var documents = new ArrayList<JsonNode>();
    try {
      LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(50).build();
      new Load(settings).loadAllFromString(yaml).forEach(doc -> documents.add(Json.tree(doc)));
    } catch (YamlEngineException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "This is no YAML: " + String.valueOf(e.getMessage()).replace('\n', ' '),
          e);
    }
    var indicators = new HashMap<String, JsonNode>();
    for (JsonNode document : documents) {
      if (document.path("kind").asString("").equals("SLI")) {
        indicators.put(document.at("/metadata/name").asString(""), document.path("spec"));
      }
    }
    var notes = new ArrayList<String>();
    var objectives = new ArrayList<Objective>();
    for (JsonNode document : documents) {
      String kind = document.path("kind").asString("");
      if (kind.equals("SLO")) {
        convert(document, indicators, objectives, notes);
      } else if (!kind.equals("SLI")) {
        notes.add("a document of kind '" + kind + "' is left out");
      }
    }
    if (objectives.isEmpty() && notes.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "There is no document of kind SLO; give OpenSLO version 1.");
    }
    return new Converted(objectives, notes);
  }

  private static void convert(
      JsonNode document,
      Map<String, JsonNode> indicators,
      List<Objective> objectives,
      List<String> notes) {
    String name = document.at("/metadata/name").asString("");
    JsonNode spec = document.path("spec");
    JsonNode indicator = spec.path("indicator").path("spec");
    if (indicator.isMissingNode()) {
      indicator = indicators.getOrDefault(spec.path("indicatorRef").asString(""), indicator);
    }
    JsonNode ratio = indicator.path("ratioMetric");
    String total = query(ratio.path("total"));
    String bad = query(ratio.path("bad"));
    String good = query(ratio.path("good"));
    if (total == null || bad == null && good == null) {
      notes.add(name + ": only a ratioMetric with total, and good or bad, by queries can be used");
      return;
    }
    if (!ratio.path("counter").asBoolean(false)) {
      notes.add(name + ": its queries must give counters, not rates; check them");
    }
    int days = days(spec.path("timeWindow").path(0).path("duration").asString(""));
    if (days == 0) {
      notes.add(name + ": its window is not in days or weeks; 30 days are taken");
    }
    String source = ratio.path("total").at("/metricSource/metricSourceRef").asString("");
    int number = 0;
    for (JsonNode objective : spec.path("objectives")) {
      double target =
          objective.has("target")
              ? objective.path("target").asDouble()
              : objective.path("targetPercent").asDouble() / 100;
      number++;
      try {
        objectives.add(
            new Objective(
                number == 1 ? name : name + "-" + number,
                spec.path("service").asString(""),
                null,
                target,
                days == 0 ? null : days,
                source.isEmpty() ? "prometheus" : source,
                bad == null ? "(" + total + ") - (" + good + ")" : bad,
                total,
                null,
                null));
      } catch (IllegalArgumentException e) {
        notes.add(name + ": " + e.getMessage());
      }
    }
  }

  private static @Nullable String query(JsonNode metric) {
    JsonNode spec = metric.at("/metricSource/spec");
    String query = spec.path("query").asString(spec.path("promql").asString(""));
    return query.isBlank() ? null : query.strip();
  }

  private static int days(String duration) {
    Matcher matcher = DAYS.matcher(duration);
    if (!matcher.matches()) {
      return 0;
    }
    int count = Integer.parseInt(matcher.group(1));
    return matcher.group(2).equals("w") ? 7 * count : count;
  }
}
