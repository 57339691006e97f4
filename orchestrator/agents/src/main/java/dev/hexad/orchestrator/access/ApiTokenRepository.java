package dev.hexad.orchestrator.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiTokenRepository extends Repository<ApiTokenEntity, UUID> {
  ApiTokenEntity save(ApiTokenEntity token);

  Optional<ApiTokenEntity> findByHash(byte[] hash);

  Optional<ApiTokenEntity> findByIdAndTenant(UUID id, String tenant);

  /** A page, newest first; ids are by age. Absent parts do not narrow. */
  @Query(
      nativeQuery = true,
      value =
          """
          select * from api_token
          where tenant = :tenant
            and (cast(:role as text) is null or role = :role)
            and (cast(:usable as boolean) is null or :usable =
              (revoked_at is null and (expires_at is null or expires_at > :now)))
            and (cast(:cursor as uuid) is null or id < :cursor)
          order by id desc limit :limit
          """)
  List<ApiTokenEntity> page(
      String tenant,
      @Nullable String role,
      @Nullable Boolean usable,
      Instant now,
      @Nullable UUID cursor,
      int limit);
}
