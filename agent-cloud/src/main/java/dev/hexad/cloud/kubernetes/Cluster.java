package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.Availability;
import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** One cluster; its account is the identity of the namespace that every cluster has. */
final class Cluster implements CloudAccount {
  private final AccountSettings settings;
  private final Connection reading;
  private final Connection acting;

  Cluster(AccountSettings settings, Secrets secrets, Clock clock) {
    this.settings = settings;
    String secret = settings.credentialsSecret();
    String forActions = settings.secretForActions();
    if (secret == null || forActions == null) {
      throw new HexadException(
          ProblemType.INVALID, "The account '" + settings.name() + "' has no credentialsSecret.");
    }
    this.reading = new Connection(settings, secret, secrets, clock);
    this.acting =
        forActions.equals(secret) ? reading : new Connection(settings, forActions, secrets, clock);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Availability availability() {
    try {
      ClusterApi api = reading.api();
      String version = api.get("/version").path("gitVersion").asString("");
      return new Availability.Available(identity(api), "Kubernetes " + version);
    } catch (ProviderException | HexadException e) {
      return new Availability.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private static String identity(ClusterApi api) {
    String uid = api.get(Kind.NAMESPACE.one("", "kube-system")).at("/metadata/uid").asString("");
    if (uid.isEmpty()) {
      throw ProviderException.of(
          ProviderException.Kind.FAILED, "The namespace kube-system has no uid.");
    }
    return uid;
  }

  @Override
  public List<Scope> scopes() {
    return Kind.ALL.stream()
        .map(Kind::plural)
        .filter(plural -> settings.services().isEmpty() || settings.services().contains(plural))
        .map(plural -> new Scope(Scope.GLOBAL, plural))
        .toList();
  }

  @Override
  public void read(Scope scope, Consumer<CloudResource> found) {
    Kind kind = Kind.ofPlural(scope.service());
    reading.api().each(kind, object -> found.accept(KubernetesResources.of(kind, object)));
  }

  /**
   * Where to act on a target.
   *
   * @throws HexadException when the credentials for acts lead to another cluster
   */
  ClusterApi acting(ActionTarget target) {
    ClusterApi api = acting.api();
    String identity = identity(api);
    if (!identity.equals(target.account())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The credentials for acts of '%s' belong to %s and not to %s."
              .formatted(name(), identity, target.account()));
    }
    return api;
  }

  @Override
  public void close() {
    reading.close();
    acting.close();
  }
}
