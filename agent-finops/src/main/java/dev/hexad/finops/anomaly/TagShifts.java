package dev.hexad.finops.anomaly;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Money that only changed its label: an application falls while the charges without a tag at the
 * same site rise by as much.
 */
final class TagShifts {
  private static final double CLOSE = 0.35;

  private final Set<Place> explained = new HashSet<>();

  static TagShifts of(List<CostAnomalies.Finding> findings) {
    Map<Place, CostAnomalies.Finding> untagged = new HashMap<>();
    for (CostAnomalies.Finding finding : findings) {
      if (finding.place().untagged()) {
        untagged.put(finding.place().site(), finding);
      }
    }
    var shifts = new TagShifts();
    for (CostAnomalies.Finding fall : findings) {
      CostAnomalies.Finding rise = untagged.get(fall.place().site());
      if (rise != null && !fall.place().untagged() && fall.direction() < 0) {
        double gained = rise.leaf().cost - rise.leaf().expectedCost();
        double lost = fall.leaf().expectedCost() - fall.leaf().cost;
        double bursting = Math.max(lost, -fall.excess());
        double least = Math.min(lost, -fall.excess());
        if (gained > (1 - CLOSE) * least && gained < (1 + CLOSE) * bursting) {
          shifts.explained.add(fall.place());
          shifts.explained.add(rise.place());
        }
      }
    }
    return shifts;
  }

  boolean explain(Place place) {
    return explained.contains(place);
  }
}
