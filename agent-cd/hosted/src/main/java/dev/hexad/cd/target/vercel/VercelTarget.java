package dev.hexad.cd.target.vercel;

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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives the files of a commit to Vercel. */
@Component
final class VercelTarget implements DeployTarget {
  private static final URI API = URI.create("https://api.vercel.com");

  private final TokenAccounts accounts;

  @Autowired
  VercelTarget(LiveConfiguration<CdSettings> settings, OrchestratorClient orchestrator) {
    this(settings::current, orchestrator::secret);
  }

  VercelTarget(Supplier<CdSettings> settings, Secrets secrets) {
    this.accounts =
        new TokenAccounts("Vercel", API, settings, all -> all.hosts().vercel(), secrets);
  }

  /**
   * What a pipeline says of a deployment to Vercel.
   *
   * @param account as the agent's configuration names it; the only one when absent
   * @param project name; made of application and environment when absent
   * @param folder that is uploaded, the whole repository when absent
   * @param production whether the project's own names lead to it; so when absent
   * @param adopt takes a project over that somebody else deploys to
   */
  record Settings(
      @Nullable String account,
      @Nullable String project,
      @Nullable String folder,
      @Nullable Boolean production,
      @Nullable String framework,
      @Nullable String buildCommand,
      @Nullable String outputDirectory,
      @Nullable Boolean adopt) {}

  /** What is kept of a deployment. */
  record Handle(
      String account, String project, String owner, String deployment, boolean production) {}

  @Override
  public String name() {
    return "vercel";
  }

  @Override
  public Availability availability() {
    return accounts.none()
        ? new Availability.Unavailable("the CD agent's configuration has no Vercel account")
        : new Availability.Available("Vercel");
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
    String plain = revision.application() + "-" + revision.environment();
    String project =
        settings.project() == null
            ? plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-")
            : settings.project();
    var scope =
        new VercelPlan.Scope(
            accounts.name(settings.account()),
            project,
            revision.applicationId() + "/" + revision.environment(),
            revision.deploymentId().toString(),
            !Boolean.FALSE.equals(settings.production()),
            Boolean.TRUE.equals(settings.adopt()));
    Map<String, String> digests = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    VercelFiles.read(sources.folder(), settings.folder() == null ? "." : settings.folder())
        .forEach((name, bytes) -> {
          digests.put(name, VercelFiles.sha1(bytes));
          files.put(name, Base64.getEncoder().encodeToString(bytes));
        });
    var build =
        new VercelPlan.Build(
            settings.framework(), settings.buildCommand(), settings.outputDirectory());
    return new VercelPlan(
            scope,
            new VercelPlan.Content(
                revision.image().pinned(), revision.commit(), revision.env(), digests, build),
            files)
        .rendered();
  }

  private VercelProject place(String account, String project) {
    return new VercelProject(accounts.of(account), project);
  }

  private static Handle handle(JsonNode handle) {
    return Json.convert(handle, Handle.class);
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress) {
    VercelPlan plan = VercelPlan.of(rendered);
    VercelPlan.Scope scope = plan.scope();
    VercelProject place = place(scope.account(), scope.project());
    JsonNode live = place.find().orElse(null);
    if (live != null) {
      requireOurs(place, live, scope);
    }
    JsonNode handle =
        Json.tree(
            new Handle(
                scope.account(),
                scope.project(),
                scope.owner(),
                scope.deployment(),
                scope.production()));
    progress.keep(handle);
    JsonNode made = bring(place, live, plan, progress);
    String url = made.path("url").asString("");
    return new Placed(handle, url.isEmpty() ? null : URI.create("https://" + url));
  }

  /** Finds what this deployment has made before; what is ready is promoted, not built again. */
  private static JsonNode bring(
      VercelProject place, @Nullable JsonNode live, VercelPlan plan, Consumer<String> progress) {
    VercelPlan.Scope scope = plan.scope();
    if (live == null) {
      place.create();
    }
    place.put(plan.content().env(), scope.target());
    JsonNode found = live == null ? null : place.marked(live, scope.deployment()).orElse(null);
    if (live != null && found != null) {
      String id = found.path("id").asString();
      boolean ready = found.path("readyState").asString("").equals("READY");
      boolean serves = live.at("/targets/production/id").asString("").equals(id);
      // One whose names are still being moved is on its way by itself.
      boolean before = ready && found.path("aliasAssigned").asBoolean(false);
      if (scope.production() && before && !serves) {
        place.promote(live, id);
        progress.accept("promoted the deployment " + id);
      }
      return found;
    }
    new TreeMap<>(plan.content().digests())
        .forEach((name, digest) -> place.upload(digest, plan.file(name)));
    progress.accept("uploaded " + plan.files().size() + " files");
    JsonNode made = place.deploy(plan);
    progress.accept("asked for the deployment " + made.path("id").asString());
    return made;
  }

  /** A project has no marks; whose it is, its recent deployments say. */
  private static void requireOurs(VercelProject place, JsonNode live, VercelPlan.Scope scope) {
    List<String> owners =
        place.deployments(live).stream()
            .map(one -> VercelMeta.mark(one, VercelMeta.OWNER))
            .toList();
    if (owners.isEmpty() || owners.contains(scope.owner())) {
      return;
    }
    boolean others = owners.stream().anyMatch(owner -> !owner.isEmpty());
    if (others || !scope.adopt()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "Others than this environment deploy to the project '%s'; %s."
              .formatted(
                  scope.project(),
                  others
                      ? "it is another environment of Hexad, so name another project"
                      : "take it over with adopt: true, or name another project"));
    }
  }

  @Override
  public Observation observe(JsonNode handle) {
    Handle known = handle(handle);
    return VercelHealth.of(place(known.account(), known.project()), known);
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) {
    VercelPlan plan = VercelPlan.of(wanted);
    VercelPlan.Scope scope = plan.scope();
    VercelProject place = place(scope.account(), scope.project());
    JsonNode live = place.find().orElse(null);
    JsonNode served = null;
    if (live != null) {
      served =
          (scope.production()
                  ? place.serving(live)
                  : place.marked(
                      live, handle == null ? scope.deployment() : handle(handle).deployment()))
              .orElse(null);
    }
    if (served == null) {
      return FieldDiff.of(plan.id(), null, plan.comparable());
    }
    ObjectNode there =
        Json.mapper().createObjectNode().put("image", VercelMeta.mark(served, VercelMeta.IMAGE));
    Map<String, String> env = place.env(scope.target());
    env.keySet().retainAll(plan.content().env().keySet());
    there.set("env", Json.tree(env));
    there.set("files", VercelMeta.files(served));
    return FieldDiff.of(plan.id(), there, plan.comparable());
  }

  @Override
  public void heal(Rendered wanted, JsonNode handle) {
    VercelPlan plan = VercelPlan.of(wanted);
    VercelPlan.Scope scope = plan.scope();
    VercelProject place = place(scope.account(), scope.project());
    JsonNode live = place.find().orElse(null);
    if (live != null) {
      requireOurs(place, live, scope);
    }
    bring(place, live, plan, line -> {});
  }

  /** The project stays: it has names and settings that people have given it. */
  @Override
  public void delete(JsonNode handle) {
    Handle known = handle(handle);
    VercelProject place = place(known.account(), known.project());
    place
        .find()
        .ifPresent(live ->
            place.deployments(live).stream()
                .filter(one -> VercelMeta.mark(one, VercelMeta.OWNER).equals(known.owner()))
                .forEach(one -> place.delete(one.path("uid").asString())));
  }

  @Override
  public String tail(JsonNode handle) {
    Handle known = handle(handle);
    VercelProject place = place(known.account(), known.project());
    return place
        .find()
        .flatMap(live -> place.marked(live, known.deployment()))
        .map(found -> place.log(found.path("id").asString()))
        .orElse("");
  }
}
