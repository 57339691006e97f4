package dev.hexad.orchestrator.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApplicationRepository extends Repository<ApplicationEntity, UUID> {
  ApplicationEntity save(ApplicationEntity application);

  Optional<ApplicationEntity> findByIdAndTenant(UUID id, String tenant);

  boolean existsByTenantAndName(String tenant, String name);

  List<ApplicationEntity> findByTenantOrderByName(String tenant);

  /** A page by name; absent parts do not narrow, an empty team stands for none. */
  @Query(
      nativeQuery = true,
      value =
          """
          select * from application
          where tenant = :tenant
            and (cast(:q as text) is null
              or position(lower(cast(:q as text)) in lower(name || ' ' || repository_url)) > 0)
            and (cast(:team as text) is null or coalesce(team, '') = :team)
            and (cast(:provider as text) is null or coalesce(provider, 'github') = :provider)
            and (cast(:cursor as text) is null
              or case when :backwards then name < :cursor else name > :cursor end)
          order by case when :backwards then name end desc, case when :backwards then null else
            name end
          limit :limit
          """)
  List<ApplicationEntity> page(
      String tenant,
      @Nullable String q,
      @Nullable String team,
      @Nullable String provider,
      @Nullable String cursor,
      boolean backwards,
      int limit);
}
