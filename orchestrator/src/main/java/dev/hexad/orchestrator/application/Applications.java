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
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
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
    String branch = wish.defaultBranch() == null ? "main" : wish.defaultBranch();
    var application =
        new Application(
            Ids.next(), wish.name(), wish.repositoryUrl(), branch, clock.instant(), by.subject());
    String secretName = "webhook." + application.id();
    String secret = wish.webhookSecret() == null ? randomSecret() : wish.webhookSecret();
    applications.save(new ApplicationEntity(application, by.tenant(), secretName));
    secrets.put(by.tenant(), secretName, Secret.of(secret), by.subject());
    outbox.event(
        new ApplicationRegistered(
            application.id(), wish.name(), wish.repositoryUrl(), branch, secretName));
    return new Registered(application, "/webhooks/github/" + application.id(), secret);
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

  public Application require(String tenant, UUID id) {
    return applications
        .findByIdAndTenant(id, tenant)
        .map(ApplicationEntity::application)
        .orElseThrow(() -> HexadException.notFound("application", id));
  }
}
