package dev.hexad.orchestrator.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ApplicationRepository extends Repository<ApplicationEntity, UUID> {
  ApplicationEntity save(ApplicationEntity application);

  Optional<ApplicationEntity> findByIdAndTenant(UUID id, String tenant);

  boolean existsByTenantAndName(String tenant, String name);

  List<ApplicationEntity> findByTenantOrderByName(String tenant);
}
