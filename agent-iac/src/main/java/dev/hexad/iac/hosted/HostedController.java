package dev.hexad.iac.hosted;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.TerraformCloud;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HostedController {
  private final HostedRuns runs;

  HostedController(HostedRuns runs) {
    this.runs = runs;
  }

  /** A workspace as Terraform Cloud knows it, with the newest versions of its state. */
  record Hosted(
      String address,
      String organization,
      String name,
      HostedWorkspace workspace,
      List<HostedStateVersion> stateVersions) {}

  /** What Terraform Cloud says now of a workspace whose runs it does. */
  @GetMapping("/api/v1/iac/workspaces/{name}/terraform-cloud")
  @RequiresScope("iac:read")
  Hosted hosted(@PathVariable String name) throws InterruptedException {
    if (!runs.isFor(name)) {
      throw new HexadException(
          ProblemType.NOT_FOUND,
          "The runs of '" + name + "' are done here; terraformCloud of the configuration says so.");
    }
    TerraformCloud entry = runs.require(name);
    HostedApi api = runs.api(entry);
    String there = entry.nameOf(name);
    return new Hosted(
        entry.address(),
        entry.organization(),
        there,
        api.workspace(there),
        api.stateVersions(there));
  }
}
