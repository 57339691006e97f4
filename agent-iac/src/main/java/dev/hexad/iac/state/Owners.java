package dev.hexad.iac.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which workspaces make which resources of clouds. */
@Repository
class Owners {
  private final JdbcClient jdbc;

  Owners(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A resource that a workspace makes.
   *
   * @param resource the id that was asked for
   */
  record Owner(String resource, String workspace, String address, String type) {
    private Owner askedFor(String id) {
      return new Owner(id, workspace, address, type);
    }
  }

  /** What a version of a state holds is what its workspace makes. */
  void put(String workspace, long version, List<StateIdentity> identities) {
    remove(workspace);
    jdbc.sql(
            """
            insert into state_identity (workspace, key, address, type)
            select ?, k, a, t from unnest(?::text[], ?::text[], ?::text[]) as s(k, a, t)
            on conflict do nothing
            """)
        .param(workspace)
        .param(identities.stream().map(StateIdentity::key).toArray(String[]::new))
        .param(identities.stream().map(StateIdentity::address).toArray(String[]::new))
        .param(identities.stream().map(StateIdentity::type).toArray(String[]::new))
        .update();
    jdbc.sql("update state set indexed = ? where workspace = ?")
        .params(version, workspace)
        .update();
  }

  void remove(String workspace) {
    jdbc.sql("delete from state_identity where workspace = ?").param(workspace).update();
  }

  /** Who makes these; those that nobody is known to make are left out. */
  List<Owner> find(Collection<String> resources) {
    Map<String, List<String>> byKey =
        resources.stream().distinct().collect(Collectors.groupingBy(StateIdentity::key));
    List<Owner> found =
        jdbc.sql(
                """
                select key, workspace, address, type from state_identity where key = any(?)
                order by key, workspace, address limit 1000
                """)
            .param(byKey.keySet().toArray(String[]::new))
            .query((rs, n) ->
                new Owner(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)))
            .list();
    return found.stream()
        .flatMap(
            owner -> byKey.getOrDefault(owner.resource(), List.of()).stream().map(owner::askedFor))
        .toList();
  }

  /** States whose current version nobody has looked at for this. */
  List<String> unread(int limit) {
    return jdbc.sql(
            """
            select workspace from state where deleted_at is null and indexed <> version
            order by workspace limit ?
            """)
        .param(limit)
        .query(String.class)
        .list();
  }

  /** Workspaces of which it is not known what they make: their state is not here. */
  List<String> unknown() {
    return jdbc.sql(
            """
            select name from workspace w where not exists (
              select 1 from state s where s.workspace = w.name and s.deleted_at is null
                and s.indexed = s.version)
            order by name limit 100
            """)
        .query(String.class)
        .list();
  }
}
