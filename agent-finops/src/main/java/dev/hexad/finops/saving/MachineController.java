package dev.hexad.finops.saving;

import dev.hexad.finops.cost.Basis;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/machines")
class MachineController {
  private static final int MOST = 500;

  private final Machines machines;
  private final Savings savings;
  private final Basis basis;

  MachineController(Machines machines, Savings savings, Basis basis) {
    this.machines = machines;
    this.savings = savings;
    this.basis = basis;
  }

  /** Measurements of machines. */
  record Measured(@NotEmpty @Size(max = 5000) List<MachineUse> machines) {}

  /** The dearest machines that are paid for, and what is not known of their use. */
  @GetMapping
  @RequiresScope("finops:read")
  Page<Machines.Paid> paid() {
    return Page.all(
        basis.days().stream().flatMap(days -> machines.paid(days, MOST).stream()).toList());
  }

  /** Takes up how much machines were used, and looks for savings anew. */
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("finops:write")
  void measured(@Valid @RequestBody Measured measured) {
    machines.keep(measured.machines());
    savings.refresh();
  }
}
