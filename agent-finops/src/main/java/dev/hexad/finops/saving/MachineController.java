package dev.hexad.finops.saving;

import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops/machines")
class MachineController {
  private final Machines machines;
  private final Savings savings;

  MachineController(Machines machines, Savings savings) {
    this.machines = machines;
    this.savings = savings;
  }

  /** Measurements of machines. */
  record Measured(@NotEmpty @Size(max = 5000) List<MachineUse> machines) {}

  /** Takes up how much machines were used, and looks for savings anew. */
  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("finops:write")
  void measured(@Valid @RequestBody Measured measured) {
    machines.keep(measured.machines());
    savings.refresh();
  }
}
