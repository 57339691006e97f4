package dev.hexad.cd.target.cloudrun;

import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.cd.target.SplittingTarget;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Deploys images to services of Google Cloud Run and splits their requests. */
@Component
final class CloudRunTarget implements SplittingTarget {
  /** Leaves room for what makes the name of a revision. */
  private static final int LONGEST = 42;

  private final CloudRunAccounts accounts;

  CloudRunTarget(CloudRunAccounts accounts) {
    this.accounts = accounts;
  }

  /**
   * What a pipeline says of a deployment to Cloud Run.
   *
   * @param account as the agent's configuration names it; the only one when absent
   * @param service name; made of application and environment when absent
   * @param serviceDefinition file as the API takes a service
   * @param adopt takes a service over that somebody else has made
   */
  record Settings(
      @Nullable String account,
      @Nullable String service,
      @Nullable String serviceDefinition,
      @Nullable Boolean adopt) {}

  /**
   * What is kept of a deployment.
   *
   * @param stable the revision that it runs beside, null when it runs alone
   */
  record Handle(
      String account,
      String service,
      String owner,
      String deployment,
      String revision,
      @Nullable String stable) {}

  @Override
  public String name() {
    return "cloud-run";
  }

  @Override
  public Availability availability() {
    return accounts.none()
        ? new Availability.Unavailable("the CD agent's configuration has no Cloud Run account")
        : new Availability.Available("Cloud Run");
  }

  @Override
  public Takeover takeover() {
    return Takeover.IN_PLACE;
  }

  @Override
  public Duration observedEvery() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Rendered render(Revision revision, Sources sources) throws Exception {
    Settings settings = TargetSettings.read(revision.settings(), Settings.class, name());
    String service =
        settings.service() == null
            ? valid(revision.application() + "-" + revision.environment())
            : settings.service();
    if (!service.matches("[a-z]([a-z0-9-]{0,47}[a-z0-9])?")) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + service + "' is no name of a service: at most 49 of a-z, 0-9 and -.");
    }
    String id = revision.deploymentId().toString();
    // The first digits of an id are its time and the same for many; the last ones are not.
    String mark = "-r" + revision.number() + "-" + id.substring(id.length() - 8);
    String name = service.substring(0, Math.min(service.length(), 63 - mark.length())) + mark;
    return new RunPlan(
            new RunPlan.Scope(
                accounts.name(settings.account()),
                service,
                revision.applicationId() + "/" + revision.environment(),
                id,
                name,
                Boolean.TRUE.equals(settings.adopt()),
                null,
                100),
            RunFiles.service(sources.folder(), settings.serviceDefinition(), revision))
        .rendered();
  }

  private static String valid(String plain) {
    String name = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    String led = name.matches("[a-z].*") ? name : "x" + name;
    return led.substring(0, Math.min(led.length(), LONGEST)).replaceFirst("-+$", "");
  }

  private RunService place(String account, String service) {
    return new RunService(accounts.of(account), service);
  }

  private RunService place(RunPlan plan) {
    return place(plan.scope().account(), plan.scope().service());
  }

  private static Handle handle(JsonNode handle) {
    return Json.convert(handle, Handle.class);
  }

  @Override
  public Rendered beside(Revision revision, Rendered wanted, Rendered stable, int percent) {
    RunPlan next = RunPlan.of(wanted);
    RunPlan.Scope before = RunPlan.of(stable).scope();
    if (!next.scope().service().equals(before.service())
        || !next.scope().account().equals(before.account())) {
      throw new HexadException(
          ProblemType.INVALID,
          "A canary runs in the service of the stable revision, which is '%s'."
              .formatted(before.service()));
    }
    return new RunPlan(next.scope().beside(before.revision(), percent), next.service()).rendered();
  }

  /** The service is the same, so there is nothing to add. */
  @Override
  public JsonNode together(JsonNode stable, JsonNode beside) {
    return stable;
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress) {
    RunPlan plan = RunPlan.of(rendered);
    RunPlan.Scope scope = plan.scope();
    RunService place = place(plan);
    var rollout = new RunRollout(place, plan);
    Optional<JsonNode> live = place.find();
    live.ifPresent(rollout::requireOurs);
    JsonNode handle =
        Json.tree(
            new Handle(
                scope.account(),
                scope.service(),
                scope.owner(),
                scope.deployment(),
                scope.revision(),
                scope.stable()));
    progress.keep(handle);
    if (live.filter(rollout::done).isEmpty()) {
      rollout.bring(live);
      progress.accept(
          "gave the revision %s %d %% of the requests"
              .formatted(scope.revision(), scope.percent()));
    }
    String uri = place.find().map(found -> found.path("uri").asString("")).orElse("");
    return new Placed(handle, uri.isEmpty() ? null : URI.create(uri));
  }

  @Override
  public Observation observe(JsonNode handle) {
    Handle known = handle(handle);
    return RunHealth.of(place(known.account(), known.service()), known.service(), known.revision());
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) {
    RunPlan plan = RunPlan.of(wanted);
    RunService place = place(plan);
    JsonNode live = place.find().map(found -> RunLive.of(place, found, plan)).orElse(null);
    return FieldDiff.of(plan.id(), live, RunLive.wanted(plan));
  }

  @Override
  public void heal(Rendered wanted, JsonNode handle) {
    RunPlan plan = RunPlan.of(wanted);
    RunService place = place(plan);
    var rollout = new RunRollout(place, plan);
    Optional<JsonNode> live = place.find();
    live.ifPresent(rollout::requireOurs);
    if (live.filter(found -> !RunService.mark(found, RunService.CANARY).isEmpty()).isEmpty()) {
      rollout.bring(live);
    }
  }

  @Override
  public void scale(JsonNode handle, int replicas) {
    Handle known = handle(handle);
    place(known.account(), known.service()).scale(replicas);
  }

  /** A canary gives its share back; what was adopted is only stopped: it was there before. */
  @Override
  public void delete(JsonNode handle) {
    Handle known = handle(handle);
    RunService place = place(known.account(), known.service());
    JsonNode live = place.find().orElse(null);
    if (live == null || !RunService.mark(live, RunService.OWNER).equals(known.owner())) {
      return;
    }
    String stable = known.stable();
    if (stable == null) {
      if (RunService.mark(live, RunService.ADOPTED).isEmpty()) {
        place.delete();
      } else {
        place.scale(0);
      }
      return;
    }
    if (RunService.mark(live, RunService.CANARY).equals(known.deployment())) {
      var all = Json.mapper().createArrayNode();
      RunPlan.share(all, stable, 100);
      place.traffic(live, all);
    }
    if (!RunLive.shares(live.path("traffic")).equals(Map.of(known.revision(), 100))) {
      place.deleteRevision(known.revision());
    }
  }

  /** Its output is in Cloud Logging, which this API does not have; what it says of itself is. */
  @Override
  public String tail(JsonNode handle) {
    Observation seen = observe(handle);
    return seen.health() == Health.DEGRADED ? seen.cause() : "";
  }
}
