package dev.hexad.ci.report;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ci")
@RequiresScope("ci:read")
class ReportController {
  private static final int MAX = 500;

  private final TestHistory history;

  ReportController(TestHistory history) {
    this.history = history;
  }

  @GetMapping("/tests/flaky")
  Page<TestHistory.Flaky> flaky(@RequestParam UUID applicationId) {
    return Page.all(history.flaky(applicationId));
  }

  @GetMapping("/tests/slow")
  Page<TestHistory.Slow> slow(@RequestParam UUID applicationId) {
    return Page.all(history.slow(applicationId));
  }

  @GetMapping("/builds/{id}/tests")
  Page<TestCase> tests(@PathVariable UUID id) {
    return Page.all(history.ofBuild(id, MAX));
  }
}
