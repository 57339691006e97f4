package dev.hexad.monitoring.verdict;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VerdictController {
  private final Verdicts verdicts;

  VerdictController(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  @GetMapping("/api/v1/monitoring/verdicts")
  @RequiresScope("monitoring:read")
  Page<Verdicts.Given> verdicts() {
    return Page.all(verdicts.latest());
  }
}
