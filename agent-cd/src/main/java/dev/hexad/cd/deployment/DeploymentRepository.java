package dev.hexad.cd.deployment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface DeploymentRepository extends Repository<DeploymentEntity, UUID> {
  DeploymentEntity saveAndFlush(DeploymentEntity deployment);

  Optional<DeploymentEntity> findById(UUID id);

  List<DeploymentEntity> findByStateIn(Collection<DeploymentState> states);

  Optional<DeploymentEntity> findByApplicationIdAndEnvironmentAndState(
      UUID applicationId, String environment, DeploymentState state);

  Optional<DeploymentEntity> findByApplicationIdAndEnvironmentAndRevision(
      UUID applicationId, String environment, int revision);

  List<DeploymentEntity> findByApplicationIdAndEnvironmentOrderByRevisionDesc(
      UUID applicationId, String environment);

  List<DeploymentEntity> findTop200ByOrderByStartedAtDesc();
}
