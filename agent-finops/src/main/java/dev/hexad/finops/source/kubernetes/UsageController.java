package dev.hexad.finops.source.kubernetes;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.RequiresScope;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For clusters whose usage no Prometheus knows. */
@RestController
@RequestMapping("/api/v1/finops/clusters/{cluster}/days/{day}")
class UsageController {
  private final ClusterStore store;

  UsageController(ClusterStore store) {
    this.store = store;
  }

  @GetMapping
  @RequiresScope("finops:read")
  ClusterDay usage(@PathVariable String cluster, @PathVariable LocalDate day) {
    return store
        .find(cluster, day)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.NOT_FOUND,
                "Nothing is known of the cluster '" + cluster + "' on " + day + "."));
  }

  /** Says what a cluster had and used on a day, in place of what was said before. */
  @PutMapping
  @RequiresScope("finops:write")
  ClusterDay keep(
      @PathVariable String cluster, @PathVariable LocalDate day, @RequestBody ClusterDay usage) {
    store.keep(cluster, day, usage);
    return usage;
  }
}
