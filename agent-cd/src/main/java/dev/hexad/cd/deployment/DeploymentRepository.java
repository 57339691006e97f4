package dev.hexad.cd.deployment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeploymentRepository extends Repository<DeploymentEntity, UUID> {
  DeploymentEntity saveAndFlush(DeploymentEntity deployment);

  Optional<DeploymentEntity> findById(UUID id);

  List<DeploymentEntity> findByStateIn(Collection<DeploymentState> states);

  Optional<DeploymentEntity> findByApplicationIdAndEnvironmentAndState(
      UUID applicationId, String environment, DeploymentState state);

  List<DeploymentEntity> findAllByApplicationIdAndEnvironmentAndState(
      UUID applicationId, String environment, DeploymentState state);

  Optional<DeploymentEntity> findByApplicationIdAndEnvironmentAndRevision(
      UUID applicationId, String environment, int revision);

  List<DeploymentEntity> findByApplicationIdAndEnvironmentOrderByRevisionDesc(
      UUID applicationId, String environment);

  /** Ended, but what it ran as was not stopped yet. */
  List<DeploymentEntity> findByStateInAndRunningIsNotNullAndUpdatedAtBefore(
      Collection<DeploymentState> states, Instant time);

  /** Begun by commands that have ended, so nobody goes on with them. */
  @Query(
      nativeQuery = true,
      value =
          """
          select d.* from deployment d join command c on c.id = d.id
          where d.state in ('PLANNED', 'STARTING') and c.state in ('CANCELLED', 'FAILED')
          """)
  List<DeploymentEntity> findAbandoned();

  @Query(
      nativeQuery = true,
      value =
          """
          select * from deployment
          where (cast(:applicationId as uuid) is null
              or application_id = cast(:applicationId as uuid))
            and (cast(:environment as text) is null or environment = cast(:environment as text))
            and started_at < :before
          order by started_at desc limit :limit
          """)
  List<DeploymentEntity> findHistory(
      @Nullable UUID applicationId, @Nullable String environment, Instant before, int limit);
}
