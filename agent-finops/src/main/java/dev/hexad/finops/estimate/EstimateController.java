package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/estimates")
class EstimateController {
  private final Estimates estimates;
  private final EstimateStore store;
  private final Lessons lessons;

  EstimateController(Estimates estimates, EstimateStore store, Lessons lessons) {
    this.estimates = estimates;
    this.store = store;
    this.lessons = lessons;
  }

  /** The newest first; that of a plan or all. */
  @GetMapping
  @RequiresScope("finops:read")
  Page<Estimate> estimates(
      @RequestParam(required = false) @Nullable UUID plan,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(store.page(plan, cursor, size + 1), size, last -> last.id().toString());
  }

  @GetMapping("/{id}")
  @RequiresScope("finops:read")
  Estimate one(@PathVariable UUID id) {
    return store
        .find(id)
        .orElseThrow(
            () -> new HexadException(ProblemType.NOT_FOUND, "There is no estimate " + id + "."));
  }

  /** Says what changes will cost. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("finops:write")
  EstimateParameters.Result make(@RequestBody EstimateParameters asked) {
    return estimates.make(Ids.next(), asked, null);
  }

  /**
   * How the bill names resources.
   *
   * @param resources its names by their addresses in the plan
   */
  record Names(@NotEmpty Map<String, String> resources) {}

  /** Says how the bill names resources that were made, so that they can be compared with it. */
  @PostMapping("/{id}/resources")
  @RequiresScope("finops:write")
  Estimate name(@PathVariable UUID id, @Valid @RequestBody Names names) {
    store.name(id, names.resources());
    return one(id);
  }

  /** What was learnt of a type of resource. */
  record Learnt(String type, double factor, @Nullable Double error, int samples) {}

  /** By what estimates are corrected, by type of resource. */
  @GetMapping("/corrections")
  @RequiresScope("finops:read")
  Page<Learnt> corrections() {
    List<Learnt> all =
        lessons.corrections().entrySet().stream()
            .map(one ->
                new Learnt(
                    one.getKey(),
                    one.getValue().factor(),
                    one.getValue().error(),
                    one.getValue().samples()))
            .toList();
    return Page.all(all);
  }
}
