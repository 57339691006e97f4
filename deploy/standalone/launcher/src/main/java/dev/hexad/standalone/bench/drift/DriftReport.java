package dev.hexad.standalone.bench.drift;

import dev.hexad.standalone.sample.Api;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What the API says about the drift of all deployments.
 *
 * @param oldest when the check of the deployment ended that was looked at longest ago
 * @param newest when the last check ended
 * @param items all that differ
 */
record DriftReport(Instant oldest, Instant newest, Set<String> items) {
  static DriftReport read(Api api, Collection<String> deployments) {
    Instant oldest = Instant.MAX;
    Instant newest = Instant.MIN;
    Set<String> items = new TreeSet<>();
    for (String deployment : deployments) {
      JsonNode drift = api.get("/api/v1/cd/deployments/" + deployment).path("drift");
      String text = drift.path("checkedAt").asString("");
      Instant checked = text.isEmpty() ? Instant.MIN : Instant.parse(text);
      oldest = checked.isBefore(oldest) ? checked : oldest;
      newest = checked.isAfter(newest) ? checked : newest;
      drift.path("items").forEach(item -> items.add(item.path("item").asString("")));
    }
    return new DriftReport(oldest, newest, items);
  }
}
