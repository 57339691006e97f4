package dev.hexad.orchestrator.application;

import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.secret.Secrets;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.outbox.Outbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Applications of a tenant. */
@Service
public class Applications {
  private final ApplicationRepository applications;
  private final Secrets secrets;
  private final Outbox outbox;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Applications(ApplicationRepository applications, Secrets secrets, Outbox outbox, Clock clock) {
    this.applications = applications;
    this.secrets = secrets;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A new application with the secret of its webhook, which is not shown again. */
  record Registered(Application application, String webhookPath, String webhookSecret) {}

  @Transactional
  Registered register(Identity by, ApplicationController.NewApplication wish) {
    if (applications.existsByTenantAndName(by.tenant(), wish.name())) {
      throw new HexadException(
          ProblemType.CONFLICT, "There is an application '" + wish.name() + "' already.");
    }
    RepositoryUrl.check(wish.repositoryUrl());
    GitHost host = GitHost.of(wish.provider(), wish.apiUrl(), wish.tokenSecret());
    checkToken(by.tenant(), host);
    var application =
        new Application(
            Ids.next(),
            wish.name(),
            wish.repositoryUrl(),
            wish.defaultBranch() == null ? "main" : wish.defaultBranch(),
            host.provider(),
            host.apiUrl(),
            host.tokenSecret(),
            given(wish.team()),
            dependsOn(by.tenant(), wish.name(), wish.dependsOn()),
            clock.instant(),
            by.subject());
    String secretName = "webhook." + application.id();
    String secret = wish.webhookSecret() == null ? randomSecret() : wish.webhookSecret();
    applications.save(new ApplicationEntity(application, by.tenant(), secretName));
    secrets.put(by.tenant(), secretName, Secret.of(secret), by.subject());
    tell(by.tenant(), application, secretName);
    String provider = host.provider() == null ? "github" : host.provider();
    return new Registered(application, "/webhooks/" + provider + "/" + application.id(), secret);
  }

  /** Changes how an application's repository is reached, and tells it to everyone. */
  @Transactional
  Application change(Identity by, UUID id, ApplicationController.Changes changes) {
    ApplicationEntity entity = entity(by.tenant(), id);
    GitHost host =
        entity.host().changed(changes.provider(), changes.apiUrl(), changes.tokenSecret());
    checkToken(by.tenant(), host);
    String branch = changes.defaultBranch();
    entity.change(branch == null ? entity.application().defaultBranch() : branch, host);
    Application before = entity.application();
    entity.owned(
        changes.team() == null ? before.team() : given(changes.team()),
        changes.dependsOn() == null
            ? before.dependsOn()
            : dependsOn(by.tenant(), before.name(), changes.dependsOn()));
    applications.save(entity);
    tell(by.tenant(), entity.application(), entity.webhookSecret());
    return entity.application();
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private List<String> dependsOn(String tenant, String name, @Nullable List<String> others) {
    List<String> wanted = others == null ? List.of() : others.stream().distinct().sorted().toList();
    for (String other : wanted) {
      if (other.equals(name)) {
        throw new HexadException(ProblemType.INVALID, "An application does not depend on itself.");
      }
      if (!applications.existsByTenantAndName(tenant, other)) {
        throw new HexadException(
            ProblemType.INVALID, "There is no application '" + other + "' for 'dependsOn'.");
      }
    }
    return wanted;
  }

  /** Names of all that depend on an application, also by way of others. */
  public List<String> dependents(String tenant, UUID id) {
    List<Application> all = list(tenant);
    var touched = new LinkedHashSet<String>();
    var open = new ArrayDeque<String>();
    all.stream().filter(a -> a.id().equals(id)).map(Application::name).forEach(open::add);
    while (!open.isEmpty()) {
      String next = open.poll();
      all.stream()
          .filter(a -> a.dependsOn().contains(next) && !a.id().equals(id))
          .map(Application::name)
          .filter(touched::add)
          .forEach(open::add);
    }
    return List.copyOf(touched);
  }

  /** All that an application depends on, also by way of others; without itself. */
  public Set<UUID> dependencies(String tenant, UUID id) {
    Map<String, Application> all =
        list(tenant).stream().collect(Collectors.toMap(Application::name, Function.identity()));
    var found = new LinkedHashSet<UUID>();
    var open = new ArrayDeque<String>();
    all.values().stream()
        .filter(application -> application.id().equals(id))
        .forEach(application -> open.addAll(application.dependsOn()));
    while (!open.isEmpty()) {
      Application next = all.get(open.poll());
      if (next != null && !next.id().equals(id) && found.add(next.id())) {
        open.addAll(next.dependsOn());
      }
    }
    return found;
  }

  private void checkToken(String tenant, GitHost host) {
    String name = host.tokenSecret();
    if (name != null && !secrets.exists(tenant, name)) {
      throw new HexadException(
          ProblemType.INVALID,
          "There is no secret '" + name + "' for 'tokenSecret'; store it first.");
    }
  }

  private void tell(String tenant, Application application, String webhookSecret) {
    List<UUID> dependsOn =
        applications.findByTenantOrderByName(tenant).stream()
            .map(ApplicationEntity::application)
            .filter(other -> application.dependsOn().contains(other.name()))
            .map(Application::id)
            .toList();
    outbox.event(
        new ApplicationRegistered(
            application.id(),
            application.name(),
            application.repositoryUrl(),
            application.defaultBranch(),
            webhookSecret,
            application.provider(),
            application.apiUrl(),
            application.tokenSecret(),
            application.team(),
            dependsOn));
  }

  private String randomSecret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  List<Application> list(String tenant) {
    return applications.findByTenantOrderByName(tenant).stream()
        .map(ApplicationEntity::application)
        .toList();
  }

  List<Application> find(String tenant, ApplicationController.Search search, int limit) {
    return applications
        .page(
            tenant,
            given(search.q()),
            search.team() == null ? null : search.team().strip(),
            given(search.provider()),
            search.cursor(),
            search.backwards(),
            limit)
        .stream()
        .map(ApplicationEntity::application)
        .toList();
  }

  public Application require(String tenant, UUID id) {
    return entity(tenant, id).application();
  }

  private ApplicationEntity entity(String tenant, UUID id) {
    return applications
        .findByIdAndTenant(id, tenant)
        .orElseThrow(() -> HexadException.notFound("application", id));
  }
}
