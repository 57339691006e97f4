package dev.hexad.finops.cost;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.RequiresScope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CostController {
  private final Costs costs;
  private final LiveConfiguration<FinopsSettings> settings;

  CostController(Costs costs, LiveConfiguration<FinopsSettings> settings) {
    this.costs = costs;
    this.settings = settings;
  }

  /** Sums by service or anything else, both days included. */
  @GetMapping("/api/v1/finops/costs")
  @RequiresScope("finops:read")
  Costs.Answer costs(
      @RequestParam(defaultValue = "service") String groupBy,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate from,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate to,
      @RequestParam(defaultValue = "billed") String metric,
      @RequestParam(defaultValue = "true") boolean sample) {
    var question = new Costs.Question(groupBy, from, to, metric(metric), sample);
    return costs.answer(question, settings.current().applicationTag());
  }

  private static Costs.Metric metric(String name) {
    return switch (name) {
      case "billed" -> Costs.Metric.BILLED;
      case "effective" -> Costs.Metric.EFFECTIVE;
      default ->
          throw new HexadException(
              ProblemType.BAD_REQUEST, "'metric' can be billed or effective, not '" + name + "'.");
    };
  }
}
