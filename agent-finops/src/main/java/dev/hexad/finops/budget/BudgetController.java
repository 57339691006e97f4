package dev.hexad.finops.budget;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BudgetController {
  private final Budgets budgets;

  BudgetController(Budgets budgets) {
    this.budgets = budgets;
  }

  /** How the configured budgets stand, with the day on which each will be used up. */
  @GetMapping("/api/v1/finops/budgets")
  @RequiresScope("finops:read")
  Page<BurnDown> budgets() {
    return Page.all(budgets.all());
  }
}
