package dev.hexad.cd.deployment;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Revision;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One revision of an application in one environment; its state changes only by these methods. */
@Entity
@Table(name = "deployment")
class DeploymentEntity {
  @Id private UUID id = new UUID(0, 0);
  @Version private @Nullable Long version;

  @Column(updatable = false)
  private UUID applicationId = new UUID(0, 0);

  @Column(updatable = false)
  private String application = "";

  @Column(updatable = false)
  private String environment = "";

  @Column(updatable = false)
  private int revision;

  @Enumerated(EnumType.STRING)
  private DeploymentState state = DeploymentState.PLANNED;

  @Column(updatable = false)
  private String target = "";

  @Column(updatable = false)
  @JdbcTypeCode(SqlTypes.JSON)
  private String parameters = "{}";

  @Column(name = "commit_id", updatable = false)
  private @Nullable String commit;

  @Column(updatable = false)
  private @Nullable String author;

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable String running;

  private @Nullable String reason;
  private boolean quarantined;
  private @Nullable String verified;

  @Column(updatable = false)
  private Instant startedAt = Instant.EPOCH;

  private Instant updatedAt = Instant.EPOCH;

  protected DeploymentEntity() {}

  DeploymentEntity(
      UUID id,
      ChangeRef change,
      int revision,
      String target,
      DeployParameters parameters,
      Instant now) {
    this.id = id;
    this.applicationId = change.applicationId();
    this.application = change.application();
    this.environment = parameters.environment();
    this.revision = revision;
    this.target = target;
    this.parameters = Json.write(parameters);
    this.commit = change.commit();
    this.author = change.author();
    this.startedAt = now;
    this.updatedAt = now;
  }

  void become(DeploymentState next, @Nullable String why, Instant now) {
    if (!state.mayBecome(next)) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "Revision " + revision + " is " + state + " and cannot become " + next + ".");
    }
    state = next;
    reason = why;
    updatedAt = now;
  }

  /** Its image does not come to the environment again by itself, until somebody goes back to it. */
  void quarantine(boolean held) {
    quarantined = held;
  }

  /** What was found of its image before its plan was shown. */
  void verifiedAs(String found) {
    verified = found;
  }

  @Nullable String verified() {
    return verified;
  }

  boolean quarantined() {
    return quarantined;
  }

  void runsAs(Running what) {
    running = Json.write(what);
  }

  /** Forgets what it ran as, after that was stopped. */
  void stopped() {
    running = null;
  }

  Revision toRevision() {
    DeployParameters known = parameters();
    return new Revision(
        id,
        applicationId,
        application,
        environment,
        revision,
        known.image(),
        commit,
        known.env(),
        known.strategy() == null ? Strategy.REPLACE : known.strategy(),
        Json.tree(known.settings() == null ? Map.of() : known.settings()));
  }

  /**
   * What it runs as.
   *
   * @param url where it answers, null when that is not known
   * @param handle how its target finds it
   * @param beside whether it runs beside the stable revision although its target replaces in place
   */
  record Running(@Nullable URI url, JsonNode handle, @Nullable Boolean beside) {
    static Running of(DeployTarget.Placed placed) {
      return new Running(placed.url(), placed.handle(), null);
    }

    static Running beside(DeployTarget.Placed placed) {
      return new Running(placed.url(), placed.handle(), true);
    }

    boolean runsBeside() {
      return Boolean.TRUE.equals(beside);
    }

    /** The port on this machine where it answers, if it does. */
    Optional<Integer> localPort() {
      return Optional.ofNullable(url)
          .filter(where -> "127.0.0.1".equals(where.getHost()) && where.getPort() > 0)
          .map(URI::getPort);
    }
  }

  Optional<Running> running() {
    return running == null ? Optional.empty() : Optional.of(Json.read(running, Running.class));
  }

  DeployParameters parameters() {
    return Json.read(parameters, DeployParameters.class);
  }

  DeploymentRef ref() {
    return new DeploymentRef(
        id,
        applicationId,
        application,
        environment,
        revision,
        state == DeploymentState.CANARY ? "canary" : "stable",
        target,
        parameters().image(),
        commit,
        author);
  }

  Deployment view() {
    return new Deployment(
        id,
        applicationId,
        application,
        environment,
        revision,
        state,
        target,
        parameters().image(),
        commit,
        author,
        reason,
        startedAt,
        updatedAt);
  }

  UUID id() {
    return id;
  }

  int revision() {
    return revision;
  }

  DeploymentState state() {
    return state;
  }

  String target() {
    return target;
  }

  UUID applicationId() {
    return applicationId;
  }

  String environment() {
    return environment;
  }

  Instant startedAt() {
    return startedAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
