package dev.hexad.cloud.azure;

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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One subscription. */
final class AzureAccount implements CloudAccount {
  /** What reading takes: Resource Graph gives what may be read, and leaves the rest out. */
  static final List<String> PERMISSIONS = List.of("*/read");

  private static final String FIELDS =
      " | project id, name, type, location, kind, sku, managedBy, tags, properties | order by id"
          + " asc";

  /** The parts of a subscription, with the query that finds what is in each. */
  private static final Map<String, String> QUERIES =
      Map.of(
          "resources",
          "resources" + FIELDS,
          "containers",
          "resourcecontainers" + FIELDS,
          "authorization",
          "authorizationresources"
              + " | where type =~ 'microsoft.authorization/roleassignments'"
              + " or (type =~ 'microsoft.authorization/roledefinitions'"
              + " and properties.type =~ 'CustomRole')"
              + " | project id, name, type, properties | order by id asc");

  private final AccountSettings settings;
  private final String subscription;
  private final AzureApi reading;
  private final AzureApi acting;
  private final AzureLogin self;

  AzureAccount(AccountSettings settings, Secrets secrets, GuardedHttp http, Clock clock) {
    this.settings = settings;
    this.subscription = String.valueOf(settings.scope()).toLowerCase(Locale.ROOT);
    String root = root(settings);
    String secret = String.valueOf(settings.credentialsSecret());
    String forActions = String.valueOf(settings.secretForActions());
    this.self = new AzureLogin(forActions, secrets, http, root, clock);
    this.reading =
        api(settings, new AzureLogin(secret, secrets, http, root, clock), root, http, clock);
    this.acting = api(settings, self, root, http, clock);
  }

  private static String root(AccountSettings settings) {
    URI endpoint = settings.endpoint();
    return endpoint == null ? AzureApi.PUBLIC : endpoint.toString().replaceFirst("/+$", "");
  }

  private static AzureApi api(
      AccountSettings settings, AzureLogin login, String root, GuardedHttp http, Clock clock) {
    var pace = new Pace(settings.pace(), System::nanoTime);
    return new AzureApi(new RestApi("Azure", http, new Tokens(login, clock), pace), root);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Availability availability() {
    try {
      JsonNode found = reading.get("/subscriptions/" + subscription, "2016-06-01");
      String title = found.path("displayName").asString(subscription);
      String state = found.path("state").asString("Enabled");
      return state.equals("Deleted") || state.equals("Disabled")
          ? new Availability.Unavailable("The subscription " + title + " is " + state + ".")
          : new Availability.Available(subscription, title);
    } catch (ProviderException | HexadException e) {
      return new Availability.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Scope> scopes() {
    return QUERIES.keySet().stream()
        .sorted()
        .filter(part -> settings.services().isEmpty() || settings.services().contains(part))
        .map(part -> new Scope(Scope.GLOBAL, part))
        .toList();
  }

  @Override
  public List<ActivityLog> activityLogs() {
    return List.of(new AzureActivity(reading, subscription, self));
  }

  @Override
  public void read(Scope scope, Consumer<CloudResource> found) {
    String query = QUERIES.get(scope.service());
    if (query == null) {
      throw HexadException.notFound("part", scope.service());
    }
    reading.query(subscription, query, row -> found.accept(AzureResources.of(row)));
  }

  /**
   * Where to act on a target.
   *
   * @throws HexadException when the configuration has led elsewhere since
   */
  AzureApi acting(ActionTarget target) {
    if (!subscription.equals(target.account())
        || !target.id().startsWith("/subscriptions/" + subscription + "/")) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The account '%s' is of the subscription %s and not of that of %s."
              .formatted(name(), subscription, target.id()));
    }
    return acting;
  }
}
