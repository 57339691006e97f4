package dev.hexad.orchestrator.application;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "application")
class ApplicationEntity {
  @Id private UUID id = new UUID(0, 0);
  @Version private @Nullable Long version;

  @Column(updatable = false)
  private String tenant = "";

  private String name = "";
  private String repositoryUrl = "";
  private String defaultBranch = "";
  private String webhookSecret = "";
  private @Nullable String provider;
  private @Nullable String apiUrl;
  private @Nullable String tokenSecret;
  private @Nullable String team;
  private String[] dependsOn = {};

  @Column(updatable = false)
  private Instant createdAt = Instant.EPOCH;

  @Column(updatable = false)
  private String createdBy = "";

  protected ApplicationEntity() {}

  ApplicationEntity(Application application, String tenant, String webhookSecret) {
    this.id = application.id();
    this.tenant = tenant;
    this.name = application.name();
    this.repositoryUrl = application.repositoryUrl();
    this.defaultBranch = application.defaultBranch();
    this.webhookSecret = webhookSecret;
    this.provider = application.provider();
    this.apiUrl = application.apiUrl();
    this.tokenSecret = application.tokenSecret();
    this.team = application.team();
    this.dependsOn = application.dependsOn().toArray(String[]::new);
    this.createdAt = application.createdAt();
    this.createdBy = application.createdBy();
  }

  Application application() {
    return new Application(
        id,
        name,
        repositoryUrl,
        defaultBranch,
        provider,
        apiUrl,
        tokenSecret,
        team,
        List.of(dependsOn),
        createdAt,
        createdBy);
  }

  GitHost host() {
    return new GitHost(provider, apiUrl, tokenSecret);
  }

  void change(String branch, GitHost host) {
    this.defaultBranch = branch;
    this.provider = host.provider();
    this.apiUrl = host.apiUrl();
    this.tokenSecret = host.tokenSecret();
  }

  void owned(@Nullable String by, List<String> others) {
    this.team = by;
    this.dependsOn = others.toArray(String[]::new);
  }

  String webhookSecret() {
    return webhookSecret;
  }
}
