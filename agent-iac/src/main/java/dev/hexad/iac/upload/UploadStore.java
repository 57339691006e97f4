package dev.hexad.iac.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Uploaded archives, each by the workspace and its checksum. */
@Repository
class UploadStore {
  private static final String VIEW =
      """
      select u.workspace, u.revision, u.application_id, length(u.archive) as bytes, u.files,
        u.created_by, u.created_at,
        exists (select from workspace w
          where w.name = u.workspace and w.applied_commit = u.revision)
        or exists (select from plan p
          where p.workspace = u.workspace and p.commit_id = u.revision and p.state = 'PLANNED')
        as in_use
      from upload u
      """;

  private final JdbcClient jdbc;

  UploadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps an archive; the same one again is as new as now. */
  void keep(
      String workspace, String revision, UUID application, byte[] archive, int files, String by) {
    jdbc.sql(
            """
            insert into upload (workspace, revision, application_id, archive, files, created_by)
            values (?, ?, ?, ?, ?, ?)
            on conflict (workspace, revision) do update set created_at = now(),
              created_by = excluded.created_by, application_id = excluded.application_id
            """)
        .params(workspace, revision, application, archive, files, by)
        .update();
  }

  /** Forgets all but the newest ones, and those that are in use. */
  int prune(String workspace, int kept) {
    return jdbc.sql(
            "with known as ("
                + VIEW
                + """
                where u.workspace = ?)
                delete from upload where (workspace, revision) in (
                  select workspace, revision from (
                    select workspace, revision, in_use,
                      row_number() over (order by created_at desc) as place from known) placed
                  where place > ? and not in_use)
                """)
        .params(workspace, kept)
        .update();
  }

  List<Upload> list(String workspace) {
    return jdbc.sql(VIEW + "where u.workspace = ? order by u.created_at desc")
        .param(workspace)
        .query(UploadStore::row)
        .list();
  }

  Optional<Upload> find(String workspace, String revision) {
    return jdbc.sql(VIEW + "where u.workspace = ? and u.revision = ?")
        .params(workspace, revision)
        .query(UploadStore::row)
        .optional();
  }

  /** An archive of an application, of whichever workspace. */
  Optional<byte[]> archive(UUID application, String revision) {
    return jdbc.sql("select archive from upload where application_id = ? and revision = ? limit 1")
        .params(application, revision)
        .query((rs, n) -> rs.getBytes(1))
        .optional();
  }

  private static Upload row(ResultSet rs, int n) throws SQLException {
    return new Upload(
        rs.getString("workspace"),
        rs.getString("revision"),
        rs.getObject("application_id", UUID.class),
        rs.getInt("bytes"),
        rs.getInt("files"),
        rs.getString("created_by"),
        rs.getTimestamp("created_at").toInstant(),
        rs.getBoolean("in_use"));
  }
}
