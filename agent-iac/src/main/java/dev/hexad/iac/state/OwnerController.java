package dev.hexad.iac.state;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/iac/owners")
class OwnerController {
  private static final int MOST = 50;
  private static final int READ_AT_ONCE = 20;

  private final Owners owners;
  private final States states;

  OwnerController(Owners owners, States states) {
    this.owners = owners;
    this.states = states;
  }

  /**
   * Who makes resources.
   *
   * @param unread workspaces whose state is kept elsewhere, so that nobody knows what they make
   */
  record View(List<Owners.Owner> items, List<String> unread) {}

  /** Which workspaces make these resources, by their ids or ARNs. */
  @GetMapping
  @RequiresScope("iac:read")
  View find(@RequestParam List<String> resource) {
    if (resource.isEmpty() || resource.size() > MOST) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "Name 1 to " + MOST + " resources by 'resource'.");
    }
    return new View(owners.find(resource), owners.unknown());
  }

  /** States that were stored before it was kept what is in them. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 15_000)
  void readOld() {
    owners.unread(READ_AT_ONCE).forEach(states::index);
  }
}
