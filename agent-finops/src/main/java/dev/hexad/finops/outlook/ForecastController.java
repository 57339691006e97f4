package dev.hexad.finops.outlook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/forecasts")
@RequiresScope("finops:read")
class ForecastController {
  private final OutlookStore store;

  ForecastController(OutlookStore store) {
    this.store = store;
  }

  /** Forecasts of daily effective cost; those of the parts of a dimension add up to the total. */
  @GetMapping
  Page<ForecastView> forecasts(
      @RequestParam(defaultValue = SeriesName.TOTAL) String dimension,
      @RequestParam(required = false) @Nullable String currency,
      @RequestParam(defaultValue = "60") int days,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    if (!dimension.equals(SeriesName.TOTAL)
        && !dimension.equals(SeriesName.BUDGET)
        && !Outlooks.DIMENSIONS.contains(dimension)) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "'dimension' can be total, budget, "
              + String.join(", ", Outlooks.DIMENSIONS)
              + ", not '"
              + dimension
              + "'.");
    }
    int size = Page.size(limit);
    Page<Outlook> page =
        Page.of(store.page(dimension, currency, cursor, size + 1), size, OutlookStore::cursor);
    List<ForecastView> views =
        page.items().stream().map(outlook -> ForecastView.of(outlook, days)).toList();
    return new Page<>(views, page.nextCursor());
  }
}
