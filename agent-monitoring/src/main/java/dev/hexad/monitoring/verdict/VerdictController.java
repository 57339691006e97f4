package dev.hexad.monitoring.verdict;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitoring/verdicts")
@RequiresScope("monitoring:read")
class VerdictController {
  private final VerdictList list;
  private final Verdicts verdicts;
  private final Watches watches;

  VerdictController(VerdictList list, Verdicts verdicts, Watches watches) {
    this.list = list;
    this.verdicts = verdicts;
    this.watches = watches;
  }

  /** Newest first; a rollout that is being watched is listed with its interim verdict. */
  @GetMapping
  Page<VerdictList.Item> verdicts(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Integer revision,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    var filter = new VerdictList.Filter(applicationId, environment, revision);
    return Page.of(
        list.list(filter, VerdictList.Cursor.of(cursor), size + 1),
        size,
        VerdictList.Cursor::after);
  }

  @GetMapping("/{id}")
  VerdictDetail verdict(@PathVariable UUID id) {
    Optional<Watches.Watch> watch = watches.find(id);
    return verdicts
        .given(id)
        .map(given -> VerdictDetail.of(given, watch.orElse(null)))
        .or(() -> watch.map(VerdictDetail::of))
        .orElseThrow(
            () -> new HexadException(ProblemType.NOT_FOUND, "There is no verdict " + id + "."));
  }
}
