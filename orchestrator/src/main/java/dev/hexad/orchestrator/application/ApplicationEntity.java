package dev.hexad.orchestrator.application;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
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
    this.createdAt = application.createdAt();
    this.createdBy = application.createdBy();
  }

  Application application() {
    return new Application(id, name, repositoryUrl, defaultBranch, createdAt, createdBy);
  }

  String webhookSecret() {
    return webhookSecret;
  }
}
