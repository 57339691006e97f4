package dev.hexad.iac.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of states and their versions. */
@Repository
class StateStore {
  private static final String VERSION =
      """
      select workspace, version, serial, lineage, terraform_version, resources, size_bytes,
        created_at, created_by, command_id, restored_from, key_id
      from state_version
      """;

  private final JdbcClient jdbc;

  StateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The current version of a state. */
  record Head(
      String workspace, long version, long serial, String lineage, String md5, long fence) {}

  /** Facts of a version without its content. */
  record Version(
      String workspace,
      long version,
      long serial,
      String lineage,
      @Nullable String terraformVersion,
      int resources,
      long sizeBytes,
      Instant createdAt,
      String createdBy,
      @Nullable UUID commandId,
      @Nullable Long restoredFrom,
      String keyId) {}

  /** A version that is about to be kept. */
  record Draft(
      String workspace,
      long version,
      StateText text,
      long size,
      String md5,
      Writer by,
      @Nullable Long restoredFrom,
      StateCipher.Sealed sealed) {}

  /** Writers of one workspace come one after the other, until the transaction ends. */
  void alone(String workspace) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param("state/" + workspace)
        .query((rs, n) -> true)
        .single();
  }

  Optional<Head> head(String workspace) {
    return jdbc.sql("select * from state where workspace = ? and deleted_at is null")
        .param(workspace)
        .query(StateStore::head)
        .optional();
  }

  /** Also when it was deleted: numbers of versions are never used again. */
  long lastVersion(String workspace) {
    return jdbc.sql("select coalesce(max(version), 0) from state_version where workspace = ?")
        .param(workspace)
        .query(Long.class)
        .single();
  }

  void add(Draft draft) {
    jdbc.sql(
            """
            insert into state_version (workspace, version, serial, lineage, terraform_version,
              resources, size_bytes, md5, created_by, command_id, restored_from, key_id, data_key,
              content)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                draft.workspace(),
                draft.version(),
                draft.text().serial(),
                draft.text().lineage(),
                draft.text().terraformVersion(),
                draft.text().resources(),
                draft.size(),
                draft.md5(),
                draft.by().name(),
                draft.by().command(),
                draft.restoredFrom(),
                draft.sealed().keyId(),
                draft.sealed().dataKey(),
                draft.sealed().content()))
        .update();
    jdbc.sql(
            """
            insert into state (workspace, version, serial, lineage, md5, fence)
            values (?, ?, ?, ?, ?, ?)
            on conflict (workspace) do update set version = excluded.version,
              serial = excluded.serial, lineage = excluded.lineage, md5 = excluded.md5,
              fence = greatest(state.fence, excluded.fence), deleted_at = null
            """)
        .params(
            draft.workspace(),
            draft.version(),
            draft.text().serial(),
            draft.text().lineage(),
            draft.md5(),
            draft.by().fence())
        .update();
    secrets(draft.workspace(), draft.text().secrets());
  }

  private void secrets(String workspace, List<StateSecret> secrets) {
    jdbc.sql("delete from state_secret where workspace = ?").param(workspace).update();
    jdbc.sql(
            """
            insert into state_secret (workspace, address, path, reason)
            select ?, a, p, r from unnest(?::text[], ?::text[], ?::text[]) as s(a, p, r)
            on conflict do nothing
            """)
        .param(workspace)
        .param(secrets.stream().map(StateSecret::address).toArray(String[]::new))
        .param(secrets.stream().map(StateSecret::path).toArray(String[]::new))
        .param(secrets.stream().map(StateSecret::reason).toArray(String[]::new))
        .update();
  }

  void delete(String workspace) {
    jdbc.sql("update state set deleted_at = now() where workspace = ?").param(workspace).update();
    jdbc.sql("delete from state_secret where workspace = ?").param(workspace).update();
  }

  Optional<StateCipher.Sealed> sealed(String workspace, long version) {
    return jdbc.sql(
            """
            select key_id, data_key, content from state_version
            where workspace = ? and version = ?
            """)
        .params(workspace, version)
        .query((rs, n) -> new StateCipher.Sealed(rs.getString(1), rs.getBytes(2), rs.getBytes(3)))
        .optional();
  }

  List<Version> versions(String workspace, @Nullable Long before, int limit) {
    return jdbc.sql(
            VERSION
                + """
                where workspace = :workspace
                  and (cast(:before as bigint) is null or version < :before)
                order by version desc limit :limit
                """)
        .param("workspace", workspace)
        .param("before", before)
        .param("limit", limit)
        .query(StateStore::version)
        .list();
  }

  /** The current versions of all states, by name. */
  List<Version> current(@Nullable String after, int limit) {
    return jdbc.sql(
            VERSION
                + """
                where (workspace, version) in (
                  select workspace, version from state where deleted_at is null
                    and (cast(:after as text) is null or workspace > :after))
                order by workspace limit :limit
                """)
        .param("after", after)
        .param("limit", limit)
        .query(StateStore::version)
        .list();
  }

  List<StateSecret> secrets(String workspace) {
    return jdbc.sql("select * from state_secret where workspace = ? order by address, path")
        .param(workspace)
        .query((rs, n) ->
            new StateSecret(rs.getString("address"), rs.getString("path"), rs.getString("reason")))
        .list();
  }

  /** Versions whose data key is not under this key, with the wrapped data key only. */
  List<WrappedKey> wrappedOtherwise(String keyId, int limit) {
    return jdbc.sql(
            """
            select workspace, version, key_id, data_key from state_version where key_id <> ?
            order by workspace, version limit ? for update skip locked
            """)
        .params(keyId, limit)
        .query((rs, n) ->
            new WrappedKey(rs.getString(1), rs.getLong(2), rs.getString(3), rs.getBytes(4)))
        .list();
  }

  /** A data key as it is stored. */
  record WrappedKey(String workspace, long version, String keyId, byte[] dataKey) {}

  void rewrapped(WrappedKey old, StateCipher.Sealed fresh) {
    jdbc.sql(
            "update state_version set key_id = ?, data_key = ? where workspace = ? and version = ?")
        .params(fresh.keyId(), fresh.dataKey(), old.workspace(), old.version())
        .update();
  }

  void note(String workspace, @Nullable Long version, String act, Writer by) {
    jdbc.sql(
            """
            insert into state_access (workspace, version, act, by, command_id)
            values (?, ?, ?, ?, ?)
            """)
        .params(Arrays.asList(workspace, version, act, by.name(), by.command()))
        .update();
  }

  /** What was done with a state. */
  record Access(
      long id,
      String workspace,
      @Nullable Long version,
      String act,
      String by,
      @Nullable UUID commandId,
      Instant at) {}

  List<Access> accesses(String workspace, @Nullable Long before, int limit) {
    return jdbc.sql(
            """
            select * from state_access
            where workspace = :workspace and (cast(:before as bigint) is null or id < :before)
            order by id desc limit :limit
            """)
        .param("workspace", workspace)
        .param("before", before)
        .param("limit", limit)
        .query((rs, n) ->
            new Access(
                rs.getLong("id"),
                rs.getString("workspace"),
                rs.getObject("version", Long.class),
                rs.getString("act"),
                rs.getString("by"),
                rs.getObject("command_id", UUID.class),
                rs.getTimestamp("at").toInstant()))
        .list();
  }

  private static Head head(ResultSet rs, int row) throws SQLException {
    return new Head(
        rs.getString("workspace"),
        rs.getLong("version"),
        rs.getLong("serial"),
        rs.getString("lineage"),
        rs.getString("md5"),
        rs.getLong("fence"));
  }

  private static Version version(ResultSet rs, int row) throws SQLException {
    return new Version(
        rs.getString("workspace"),
        rs.getLong("version"),
        rs.getLong("serial"),
        rs.getString("lineage"),
        rs.getString("terraform_version"),
        rs.getInt("resources"),
        rs.getLong("size_bytes"),
        rs.getTimestamp("created_at").toInstant(),
        rs.getString("created_by"),
        rs.getObject("command_id", UUID.class),
        rs.getObject("restored_from", Long.class),
        rs.getString("key_id"));
  }
}
