package dev.hexad.finops.cost;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/costs")
@RequiresScope("finops:read")
class CostController {
  private static final int MOST_RESOURCES = 1_000;

  private final Explorer explorer;
  private final Timeline timeline;
  private final Sources sources;
  private final ResourceCosts resources;
  private final LiveConfiguration<FinopsSettings> settings;

  CostController(
      Explorer explorer,
      Timeline timeline,
      Sources sources,
      ResourceCosts resources,
      LiveConfiguration<FinopsSettings> settings) {
    this.explorer = explorer;
    this.timeline = timeline;
    this.sources = sources;
    this.resources = resources;
    this.settings = settings;
  }

  /** Sums by service or anything else, both days included; beside another period when asked. */
  @GetMapping
  Explorer.Answer costs(
      @ModelAttribute Asked asked,
      HttpServletRequest request,
      @RequestParam(defaultValue = "service") String groupBy,
      @RequestParam(required = false) @Nullable String compare) {
    FinopsSettings current = settings.current();
    Question question = asked.question(current, request.getParameterValues("filter"));
    if (groupBy.equals("day")) {
      return explorer.byDay(question);
    }
    return explorer.answer(
        question,
        Dimension.of(groupBy, current),
        compare == null ? null : Asked.word(Explorer.Compare.class, "compare", compare));
  }

  /** Sums over time, the largest by name and all others together. */
  @GetMapping("/series")
  Timeline.Answer series(
      @ModelAttribute Asked asked,
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable String groupBy,
      @RequestParam(defaultValue = "day") String granularity,
      @RequestParam(defaultValue = "8") int most) {
    FinopsSettings current = settings.current();
    return timeline.answer(
        asked.question(current, request.getParameterValues("filter")),
        groupBy == null ? null : Dimension.of(groupBy, current),
        Asked.word(Granularity.class, "granularity", granularity),
        Math.clamp(most, 1, 100));
  }

  /** What can be grouped and filtered by. */
  @GetMapping("/dimensions")
  List<String> dimensions() {
    return Dimension.names();
  }

  /** Names of resources, as their cloud or their bill has them. */
  record Named(List<String> resources) {
    Named {
      if (resources == null || resources.size() > MOST_RESOURCES) {
        throw new HexadException(
            ProblemType.INVALID, "Give 'resources', not more than " + MOST_RESOURCES + " names.");
      }
      resources = List.copyOf(resources);
    }
  }

  /** What resources cost in the last 30 billed days; those that no bill knows are left out. */
  @PostMapping("/resources")
  Page<ResourceCosts.ResourceCost> resources(@RequestBody Named named) {
    return Page.all(resources.of(named.resources()));
  }

  /** How fresh and how whole the bills of each source are. */
  @GetMapping("/sources")
  Page<Sources.Source> sources() {
    return Page.all(sources.all());
  }
}
