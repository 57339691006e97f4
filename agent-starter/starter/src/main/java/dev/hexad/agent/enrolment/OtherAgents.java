package dev.hexad.agent.enrolment;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks other agents for lists, page by page, through the orchestrator. Each question throws {@link
 * OrchestratorClient.RefusedException} when there is no such agent, or it does not say.
 * Thread-safe.
 */
public final class OtherAgents {
  /** A list without an end is none. */
  private static final int MOST_PAGES = 200;

  private final OrchestratorClient orchestrator;

  OtherAgents(OrchestratorClient orchestrator) {
    this.orchestrator = orchestrator;
  }

  /**
   * A signal of the Monitoring agent.
   *
   * @param unit for people, for example {@code %} or {@code 1/s}
   * @param labels of the series that it is
   */
  public record SignalView(
      String key,
      @Nullable String application,
      @Nullable String environment,
      String unit,
      Map<String, String> labels) {}

  /**
   * A signal over a time.
   *
   * @param values how many there were; where there are none, nothing else is known
   * @param hours that have values
   * @param days that have values
   * @param mean of the hours
   * @param p95 95 of 100 values are not larger, and perhaps more
   */
  public record SignalSummary(
      SignalView signal,
      long values,
      int hours,
      int days,
      @Nullable Double mean,
      @Nullable Double p95,
      @Nullable Double p99,
      @Nullable Double max) {}

  /**
   * The signals of a name, each summed up.
   *
   * @param label only those that have it; all when null
   */
  public List<SignalSummary> signals(String name, @Nullable String label, Instant from, Instant to)
      throws IOException, InterruptedException {
    String path =
        "/api/v1/monitoring/signals/summary?name=%s&from=%s&to=%s"
            .formatted(encoded(name), from, to);
    return all(label == null ? path : path + "&label=" + encoded(label), SignalSummary.class);
  }

  /**
   * A resource that the Cloud agent has seen.
   *
   * @param validFrom since when it is like this
   */
  public record CloudResource(
      String provider,
      String account,
      String region,
      String type,
      String id,
      String name,
      String state,
      @Nullable Instant createdAt,
      Instant validFrom) {}

  /** What there is by a filter of the Cloud agent. */
  public List<CloudResource> resources(String filter) throws IOException, InterruptedException {
    return all("/api/v1/cloud/resources?limit=500&q=" + encoded(filter), CloudResource.class);
  }

  private <T> List<T> all(String path, Class<T> type) throws IOException, InterruptedException {
    var items = new ArrayList<T>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer =
          Json.mapper()
              .readTree(
                  orchestrator.get(cursor.isEmpty() ? path : path + "&cursor=" + encoded(cursor)));
      answer.path("items").forEach(item -> items.add(Json.convert(item, type)));
      cursor = answer.path("nextCursor").asString("");
      if (cursor.isEmpty()) {
        return items;
      }
    }
    throw new IOException("the answer to " + path + " does not end");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
