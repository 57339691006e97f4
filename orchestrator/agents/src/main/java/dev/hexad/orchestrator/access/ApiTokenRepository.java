package dev.hexad.orchestrator.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ApiTokenRepository extends Repository<ApiTokenEntity, UUID> {
  ApiTokenEntity save(ApiTokenEntity token);

  Optional<ApiTokenEntity> findByHash(byte[] hash);

  Optional<ApiTokenEntity> findByIdAndTenant(UUID id, String tenant);

  List<ApiTokenEntity> findByTenantOrderByCreatedAtDesc(String tenant);
}
