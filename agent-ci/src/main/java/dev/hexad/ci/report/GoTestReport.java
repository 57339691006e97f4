package dev.hexad.ci.report;

import dev.hexad.contracts.message.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Output of {@code go test -json}: one event a line. */
final class GoTestReport {
  private static final int MAX_OUTPUT = 4_000;

  private final List<TestCase> cases = new ArrayList<>();
  private final Map<String, StringBuilder> output = new HashMap<>();

  private GoTestReport() {}

  static List<TestCase> read(BufferedReader lines) throws IOException {
    var report = new GoTestReport();
    String line;
    int number = 0;
    while ((line = lines.readLine()) != null) {
      number++;
      if (!line.isBlank()) {
        report.event(parse(line, number));
      }
    }
    return report.cases;
  }

  private static JsonNode parse(String line, int number) throws IOException {
    try {
      return Json.mapper().readTree(line);
    } catch (JacksonException e) {
      throw new IOException("line " + number + " is not an event of go test", e);
    }
  }

  private void event(JsonNode event) {
    String test = event.path("Test").asString("");
    if (test.isEmpty()) {
      return;
    }
    String suite = event.path("Package").asString("");
    String key = suite + "\n" + test;
    switch (event.path("Action").asString("")) {
      case "output" -> {
        StringBuilder said = output.computeIfAbsent(key, k -> new StringBuilder());
        if (said.length() < MAX_OUTPUT) {
          said.append(event.path("Output").asString(""));
        }
      }
      case "pass" -> end(suite, test, TestCase.Outcome.PASSED, event);
      case "skip" -> end(suite, test, TestCase.Outcome.SKIPPED, event);
      case "fail" -> end(suite, test, TestCase.Outcome.FAILED, event);
      default -> {
        // run, pause, cont, start and bench tell nothing of an end.
      }
    }
  }

  private void end(String suite, String test, TestCase.Outcome outcome, JsonNode event) {
    StringBuilder said = output.remove(suite + "\n" + test);
    cases.add(
        new TestCase(
            suite,
            test,
            outcome,
            Math.round(event.path("Elapsed").asDouble(0) * 1000),
            outcome == TestCase.Outcome.FAILED && said != null ? said.toString() : null));
  }
}
