package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.ActivityLog;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Pace;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.cloud.rest.RestApi;
import dev.hexad.cloud.rest.Tokens;
import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A project, a folder or an organisation. */
final class GoogleAccount implements CloudAccount {
  /** What reading takes. */
  static final List<String> PERMISSIONS =
      List.of(
          "cloudasset.assets.listIamPolicy",
          "cloudasset.assets.listResource",
          "logging.logEntries.list",
          "resourcemanager.projects.get");

  private static final String RESOURCES = "resources";
  private static final String POLICIES = "policies";
  private static final int PAGE = 500;

  /** Cloud Logging allows 60 questions a minute. */
  private static final int LOGS_PER_SECOND = 1;

  private final AccountSettings settings;
  private final String parent;
  private final GoogleApi reading;
  private final GoogleApi logs;
  private final GoogleApi acting;
  private final GoogleLogin self;

  GoogleAccount(AccountSettings settings, Secrets secrets, GuardedHttp http, Clock clock) {
    this.settings = settings;
    this.parent = String.valueOf(settings.scope());
    this.self = new GoogleLogin(settings.secretForActions(), secrets, http);
    var reader = new GoogleLogin(settings.credentialsSecret(), secrets, http);
    var tokens = new Tokens(reader, clock);
    this.reading = api(settings, tokens, http, settings.pace());
    Integer wanted = settings.callsPerSecond();
    this.logs = api(settings, tokens, http, wanted == null ? LOGS_PER_SECOND : wanted);
    this.acting = api(settings, new Tokens(self, clock), http, settings.pace());
  }

  private static GoogleApi api(
      AccountSettings settings, Tokens tokens, GuardedHttp http, int perSecond) {
    var pace = new Pace(perSecond, System::nanoTime);
    return new GoogleApi(new RestApi("Google Cloud", http, tokens, pace), settings.endpoint());
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** A project is known by its id alone, as everywhere in Google Cloud. */
  private String id() {
    return parent.replaceFirst("^projects/", "");
  }

  @Override
  public Availability availability() {
    try {
      JsonNode found = reading.get(Service.PROJECTS, parent);
      String title = found.path("displayName").asString(parent);
      String state = found.path("state").asString("ACTIVE");
      return state.equals("ACTIVE")
          ? new Availability.Available(id(), title)
          : new Availability.Unavailable(parent + " is " + state + ".");
    } catch (ProviderException | HexadException e) {
      return new Availability.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Scope> scopes() {
    return List.of(RESOURCES, POLICIES).stream()
        .filter(part -> settings.services().isEmpty() || settings.services().contains(part))
        .map(part -> new Scope(Scope.GLOBAL, part))
        .toList();
  }

  @Override
  public List<ActivityLog> activityLogs() {
    return List.of(new AuditLog(logs, parent, self::email));
  }

  @Override
  public void read(Scope scope, Consumer<CloudResource> found) {
    boolean policies = scope.service().equals(POLICIES);
    Map<String, String> query = new HashMap<>();
    query.put("contentType", policies ? "IAM_POLICY" : "RESOURCE");
    query.put("pageSize", Integer.toString(PAGE));
    String next;
    do {
      JsonNode page = reading.get(Service.ASSETS, parent + "/assets", query);
      for (JsonNode asset : page.path("assets")) {
        if (policies && asset.path("iamPolicy").path("bindings").isEmpty()) {
          continue;
        }
        found.accept(policies ? GoogleResources.policy(asset) : GoogleResources.resource(asset));
      }
      next = page.path("nextPageToken").asString("");
      query.put("pageToken", next);
    } while (!next.isEmpty());
  }

  /**
   * Where to act on a target.
   *
   * @throws HexadException when the configuration has led elsewhere since
   */
  GoogleApi acting(ActionTarget target) {
    if (!id().equals(target.account())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The account '%s' is of %s and not of %s.".formatted(name(), id(), target.account()));
    }
    return acting;
  }
}
