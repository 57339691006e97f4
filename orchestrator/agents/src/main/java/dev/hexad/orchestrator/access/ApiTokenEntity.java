package dev.hexad.orchestrator.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_token")
class ApiTokenEntity {
  @Id private UUID id = new UUID(0, 0);
  @Version private @Nullable Long version;

  @Column(updatable = false)
  private String tenant = "";

  @Column(updatable = false)
  private String name = "";

  @Column(updatable = false)
  private byte[] hash = {};

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  private Role role = Role.VIEWER;

  @Column(updatable = false)
  private Instant createdAt = Instant.EPOCH;

  @Column(updatable = false)
  private String createdBy = "";

  @Column(updatable = false)
  private @Nullable Instant expiresAt;

  /** Written without the entity: requests that come together must not get in each other's way. */
  @Column(insertable = false, updatable = false)
  private @Nullable Instant lastUsedAt;

  private @Nullable Instant revokedAt;

  protected ApiTokenEntity() {}

  ApiTokenEntity(ApiToken token, String tenant, byte[] hash) {
    this.id = token.id();
    this.tenant = tenant;
    this.name = token.name();
    this.hash = hash.clone();
    this.role = token.role();
    this.createdAt = token.createdAt();
    this.createdBy = token.createdBy();
    this.expiresAt = token.expiresAt();
  }

  ApiToken token() {
    return new ApiToken(id, name, role, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt);
  }

  void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }
}
