package dev.hexad.githost.api;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** GitHub's check runs; fifty annotations fit into a request, so the rest come as updates. */
final class GitHubChecks {
  private static final int PAGE = 50;
  private static final int TEXT_LIMIT = 65_535;

  private final ApiClient api;

  GitHubChecks(ApiClient api) {
    this.api = api;
  }

  String write(String repository, CheckReport report, Optional<String> checkId) {
    List<CheckReport.Annotation> all = report.annotations();
    String id = checkId.orElse("");
    int from = 0;
    do {
      List<CheckReport.Annotation> page = all.subList(from, Math.min(all.size(), from + PAGE));
      Map<String, Object> body = body(report, page);
      if (id.isEmpty()) {
        body.put("head_sha", report.commit());
        id = id(api.send("POST", repository + "/check-runs", body, false));
      } else {
        // Annotations of an update are added to those that are there, so it is not sent twice.
        api.send("PATCH", repository + "/check-runs/" + id, body, page.isEmpty());
      }
      from += PAGE;
    } while (from < all.size());
    return id;
  }

  private static String id(JsonNode check) {
    if (!check.path("id").isIntegralNumber()) {
      throw new HexadException(ProblemType.UPSTREAM_FAILED, "GitHub gave the check no id.");
    }
    return check.path("id").asString();
  }

  private static Map<String, Object> body(
      CheckReport report, List<CheckReport.Annotation> annotations) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("title", Markdown.cut(Markdown.oneLine(report.title()), 255));
    output.put("summary", Markdown.cutBody(report.summary(), TEXT_LIMIT));
    if (!report.text().isEmpty()) {
      output.put("text", Markdown.cutBody(report.text(), TEXT_LIMIT));
    }
    List<Map<String, Object>> notes = new ArrayList<>();
    annotations.forEach(note -> notes.add(annotation(note)));
    output.put("annotations", notes);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", report.name());
    body.put("output", output);
    if (report.detailsUrl() != null) {
      body.put("details_url", report.detailsUrl());
    }
    switch (report.state()) {
      case PENDING -> body.put("status", "queued");
      case RUNNING -> body.put("status", "in_progress");
      case SUCCESS -> conclude(body, "success");
      case FAILURE, ERROR -> conclude(body, "failure");
      case CANCELLED -> conclude(body, "cancelled");
    }
    return body;
  }

  private static void conclude(Map<String, Object> body, String conclusion) {
    body.put("status", "completed");
    body.put("conclusion", conclusion);
  }

  private static Map<String, Object> annotation(CheckReport.Annotation note) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("path", note.path());
    body.put("start_line", note.startLine());
    body.put("end_line", note.endLine());
    body.put("annotation_level", note.level().name().toLowerCase(Locale.ROOT));
    body.put("title", Markdown.cut(note.title(), 255));
    body.put("message", Markdown.cut(note.message(), 60_000));
    return body;
  }
}
