package dev.hexad.cd.target.kubernetes;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks objects that run beside a stable revision.
 *
 * @param deployment that they belong to; what a later one has taken over is not theirs
 * @param returns objects of the stable revision that send a share elsewhere now, as they were
 */
record Split(String deployment, List<ObjectNode> returns) {
  Split {
    returns = List.copyOf(returns);
  }
}
