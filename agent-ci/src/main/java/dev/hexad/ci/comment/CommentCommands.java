package dev.hexad.ci.comment;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Commands that came by comments, until they are answered. */
@Repository
public class CommentCommands {
  private final JdbcClient jdbc;

  CommentCommands(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A command.
   *
   * @param id that of the delivery which brought it
   * @param author name at the Git host
   */
  public record Wanted(UUID id, UUID applicationId, int pullRequest, Verb verb, String author) {}

  /**
   * A command whose turn it is.
   *
   * @param answer null while it was neither done nor refused
   */
  record Due(Wanted wanted, @Nullable String answer, int attempts) {}

  /** Keeps a command in the transaction of its delivery. */
  public void add(Wanted wanted) {
    jdbc.sql(
            """
            insert into comment_command (id, application_id, pull_request, verb, author)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            wanted.id(),
            wanted.applicationId(),
            wanted.pullRequest(),
            wanted.verb().name(),
            wanted.author())
        .update();
  }

  /** Claims what is due, so that of several instances one obeys each. */
  List<Due> claim(int limit) {
    return jdbc.sql(
            """
            update comment_command set next_attempt_at = now() + interval '2 minutes'
            where id in (
              select id from comment_command where next_attempt_at <= now()
              order by next_attempt_at limit ? for update skip locked)
            returning *
            """)
        .param(limit)
        .query((rs, row) ->
            new Due(
                new Wanted(
                    rs.getObject("id", UUID.class),
                    rs.getObject("application_id", UUID.class),
                    rs.getInt("pull_request"),
                    Verb.valueOf(rs.getString("verb")),
                    rs.getString("author")),
                rs.getString("answer"),
                rs.getInt("attempts")))
        .list();
  }

  void answer(UUID id, String answer) {
    jdbc.sql("update comment_command set answer = ?, attempts = 0 where id = ?")
        .params(answer, id)
        .update();
  }

  void told(UUID id) {
    jdbc.sql("update comment_command set next_attempt_at = null, problem = null where id = ?")
        .param(id)
        .update();
  }

  /** Tried again later, or given up when {@code again} is null. */
  void failed(UUID id, String problem, @Nullable Duration again) {
    jdbc.sql(
            """
            update comment_command set attempts = attempts + 1, problem = ?,
              next_attempt_at = now() + make_interval(secs => ?::bigint)
            where id = ?
            """)
        .params(Arrays.asList(problem, again == null ? null : again.toSeconds(), id))
        .update();
  }
}
