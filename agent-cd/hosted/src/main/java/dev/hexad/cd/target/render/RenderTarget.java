package dev.hexad.cd.target.render;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Secrets;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.cd.target.http.TokenAccounts;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Deploys images to services of Render. */
@Component
final class RenderTarget implements DeployTarget {
  private static final URI API = URI.create("https://api.render.com/v1");

  private final TokenAccounts accounts;

  @Autowired
  RenderTarget(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, orchestrator::secret);
  }

  RenderTarget(Supplier<CdSettings> settings, Secrets secrets) {
    this.accounts =
        new TokenAccounts("Render", API, settings, all -> all.hosts().render(), secrets);
  }

  /**
   * What a pipeline says of a deployment to Render.
   *
   * @param account as the agent's configuration names it; the only one when absent
   * @param service id or name; made of application and environment when absent
   * @param serviceDefinition file as {@code POST /services} takes it
   * @param adopt takes a service over that somebody else has made
   */
  record Settings(
      @Nullable String account,
      @Nullable String service,
      @Nullable String serviceDefinition,
      @Nullable Boolean adopt) {}

  /** What is kept of a deployment. */
  record Handle(String account, String service, String owner, String image) {}

  @Override
  public String name() {
    return "render";
  }

  @Override
  public Availability availability() {
    return accounts.none()
        ? new Availability.Unavailable("the CD agent's configuration has no Render account")
        : new Availability.Available("Render");
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
    for (String key : revision.env().keySet()) {
      if (key.startsWith("HEXAD_")) {
        throw new HexadException(
            ProblemType.INVALID, "Variables that begin with HEXAD_ are Hexad's own: " + key);
      }
    }
    String service = settings.service();
    return new RenderPlan(
            new RenderPlan.Scope(
                accounts.name(settings.account()),
                service == null ? revision.application() + "-" + revision.environment() : service,
                revision.applicationId() + "/" + revision.environment(),
                revision.deploymentId().toString(),
                Boolean.TRUE.equals(settings.adopt())),
            new RenderPlan.Content(
                revision.image().pinned(),
                revision.env(),
                RenderFiles.service(sources.folder(), settings.serviceDefinition())))
        .rendered();
  }

  private RenderService place(String account, String service) {
    return new RenderService(accounts.of(account), service);
  }

  private static Handle handle(JsonNode handle) {
    return Json.convert(handle, Handle.class);
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress) {
    RenderPlan plan = RenderPlan.of(rendered);
    RenderPlan.Scope scope = plan.scope();
    RenderService place = place(scope.account(), scope.service());
    var rollout = new RenderRollout(place, plan);
    Optional<JsonNode> live = place.find();
    live.ifPresent(rollout::requireOurs);
    JsonNode handle =
        Json.tree(
            new Handle(scope.account(), scope.service(), scope.owner(), plan.content().image()));
    progress.keep(handle);
    if (live.isEmpty()) {
      rollout.create();
      progress.accept("created the service " + scope.service());
    } else {
      rollout.update(live.get(), progress);
    }
    String url = place.find().map(found -> found.at("/serviceDetails/url").asString("")).orElse("");
    return new Placed(handle, url.isEmpty() ? null : URI.create(url));
  }

  @Override
  public Observation observe(JsonNode handle) {
    Handle known = handle(handle);
    return RenderHealth.of(place(known.account(), known.service()), known.service(), known.image());
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) {
    RenderPlan plan = RenderPlan.of(wanted);
    RenderService place = place(plan.scope().account(), plan.scope().service());
    JsonNode live =
        place.find().map(found -> RenderLive.of(place, found, plan.content())).orElse(null);
    return FieldDiff.of(plan.id(), live, plan.content().comparable());
  }

  @Override
  public void heal(Rendered wanted, JsonNode handle) {
    RenderPlan plan = RenderPlan.of(wanted);
    RenderService place = place(plan.scope().account(), plan.scope().service());
    var rollout = new RenderRollout(place, plan);
    Optional<JsonNode> live = place.find();
    if (live.isEmpty()) {
      rollout.create();
    } else {
      rollout.requireOurs(live.get());
      rollout.restore(live.get());
    }
  }

  @Override
  public void scale(JsonNode handle, int replicas) {
    Handle known = handle(handle);
    RenderService place = place(known.account(), known.service());
    place
        .find()
        .ifPresentOrElse(
            live -> place.scale(live.path("id").asString(), replicas),
            () -> {
              throw HexadException.notFound("service", known.service());
            });
  }

  /** What was adopted is only stopped: it was there before. */
  @Override
  public void delete(JsonNode handle) {
    Handle known = handle(handle);
    RenderService place = place(known.account(), known.service());
    JsonNode live = place.find().orElse(null);
    if (live == null) {
      return;
    }
    String id = live.path("id").asString();
    RenderMarks marks = RenderMarks.of(place.env(id));
    if (!marks.owner().equals(known.owner())) {
      return;
    }
    if (!marks.adopted()) {
      place.delete(id);
    } else if (!RenderHealth.suspended(live)) {
      place.suspend(id);
    }
  }

  @Override
  public String tail(JsonNode handle) {
    Handle known = handle(handle);
    RenderService place = place(known.account(), known.service());
    return place.find().map(place::logs).orElse("");
  }
}
