package dev.hexad.finops.source;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/sources")
class SourceController {
  private static final int LATEST = 20;

  private final LiveConfiguration<FinopsSettings> settings;
  private final SourceStore store;

  SourceController(LiveConfiguration<FinopsSettings> settings, SourceStore store) {
    this.settings = settings;
    this.store = store;
  }

  /**
   * A configured source.
   *
   * @param problem why the last look did not succeed, null when it did
   * @param deliveries those that were taken last
   */
  record View(
      String name,
      BillSource.Kind kind,
      @Nullable String location,
      int everyMinutes,
      @Nullable Instant checkedAt,
      @Nullable String problem,
      List<SourceStore.Taken> deliveries) {}

  /** Where bills are fetched from, and how that went. */
  @GetMapping
  @RequiresScope("finops:read")
  Page<View> sources() {
    return Page.all(settings.current().sources().stream().map(this::view).toList());
  }

  private View view(BillSource source) {
    SourceStore.Check check = store.check(source.name()).orElse(null);
    return new View(
        source.name(),
        source.kind(),
        source.location(),
        source.everyMinutes(),
        check == null ? null : check.checkedAt(),
        check == null ? null : check.problem(),
        store.latest(source.name(), LATEST));
  }

  /** Has a source looked at now. */
  @PostMapping("/{name}/check")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("finops:write")
  View check(@PathVariable String name) {
    BillSource source =
        settings.current().sources().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.NOT_FOUND, "There is no source '" + name + "' configured."));
    store.hurry(name);
    return view(source);
  }
}
