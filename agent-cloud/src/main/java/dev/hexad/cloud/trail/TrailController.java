package dev.hexad.cloud.trail;

import dev.hexad.cloud.trail.Trail.Question;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cloud/trail")
class TrailController {
  private final Trail trail;
  private final ActivityLogs logs;
  private final TrailReader reader;

  TrailController(Trail trail, ActivityLogs logs, TrailReader reader) {
    this.trail = trail;
    this.logs = logs;
    this.reader = reader;
  }

  /** Who did what, in a cloud or through Hexad, newest first. */
  @GetMapping
  @RequiresScope("cloud:read")
  Page<TrailEntry> list(
      @RequestParam(required = false) @Nullable String resource,
      @RequestParam(required = false) @Nullable String who,
      @RequestParam(required = false) @Nullable Instant since,
      @RequestParam(required = false) @Nullable Instant until,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    var question = new Question(given(resource), given(who), since, until);
    return Page.of(trail.page(question, cursor, size + 1), size, Trail::cursor);
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The logs that are read, with how far and what is wrong. */
  @GetMapping("/logs")
  @RequiresScope("cloud:read")
  Page<ActivityLogs.State> logs() {
    return Page.all(logs.all());
  }

  /** Reads all logs now. */
  @PostMapping("/readings")
  @RequiresScope("cloud:write")
  Page<ActivityLogs.State> read() {
    reader.read(false);
    return Page.all(logs.all());
  }
}
