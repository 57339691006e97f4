package dev.hexad.agent.enrolment;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Money;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks other agents, through the orchestrator; lists page by page. Each question throws {@link
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

  /** What planned changes will cost, as the FinOps agent says. */
  public EstimateParameters.Result estimate(EstimateParameters asked)
      throws IOException, InterruptedException {
    return Json.read(
        orchestrator.post("/api/v1/finops/estimates", asked), EstimateParameters.Result.class);
  }

  private record EstimatedNames(Map<String, String> resources) {}

  /**
   * Says how the bill names resources of an estimate.
   *
   * @param names by address; only those that have a price
   */
  public void nameEstimated(UUID estimate, Map<String, String> names)
      throws IOException, InterruptedException {
    String path = "/api/v1/finops/estimates/" + estimate + "/resources";
    orchestrator.post(path, new EstimatedNames(names));
  }

  private record Named(List<String> resources) {}

  /** What a resource cost in the last 30 billed days, in each currency. */
  public record ResourceCost(String resource, List<Money> amounts) {}

  private record ResourceCosts(List<ResourceCost> items) {}

  /** What resources cost, as the FinOps agent's bills say; those that none knows are left out. */
  public List<ResourceCost> costs(List<String> resources) throws IOException, InterruptedException {
    String path = "/api/v1/finops/costs/resources";
    String answer = orchestrator.post(path, new Named(resources));
    return Json.read(answer, ResourceCosts.class).items();
  }

  /**
   * Somebody did something to a resource of a cloud.
   *
   * @param source {@code hexad}, or the log of the cloud that says so
   * @param problem why it was refused; null when it was done
   */
  public record TrailEntry(
      Instant at,
      String who,
      String what,
      @Nullable String resource,
      @Nullable String source,
      @Nullable String problem) {}

  private record TrailPage(List<TrailEntry> items) {}

  /**
   * Who acted on a resource, the newest first, as the Cloud agent knows it.
   *
   * @param resource ARN or id
   */
  public List<TrailEntry> trail(String resource, Instant since)
      throws IOException, InterruptedException {
    String path = "/api/v1/cloud/trail?resource=%s&since=%s".formatted(encoded(resource), since);
    return Json.read(orchestrator.get(path), TrailPage.class).items();
  }

  /**
   * A resource that is made by IaC.
   *
   * @param resource the id that was asked for
   * @param address of it in the configuration, for example {@code aws_s3_bucket.logs}
   * @param type of it there, for example {@code aws_s3_bucket}
   */
  public record IacOwner(String resource, String workspace, String address, String type) {}

  /**
   * What the IaC agent knows of who owns resources.
   *
   * @param unread workspaces whose state is kept where the agent does not read it
   */
  public record IacOwners(List<IacOwner> items, List<String> unread) {}

  /**
   * Which resources of a cloud are made by IaC; those that none knows are left out.
   *
   * @param resources ids or ARNs, at most 50
   */
  public IacOwners iacOwners(List<String> resources) throws IOException, InterruptedException {
    String path =
        resources.stream()
            .map(id -> "resource=" + encoded(id))
            .collect(Collectors.joining("&", "/api/v1/iac/owners?", ""));
    return Json.read(orchestrator.get(path), IacOwners.class);
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
