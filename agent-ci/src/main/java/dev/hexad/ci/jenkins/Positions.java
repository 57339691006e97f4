package dev.hexad.ci.jenkins;

import dev.hexad.githost.jenkins.JenkinsRun;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each build in Jenkins was followed, so that another instance goes on from there. */
@Repository
class Positions {
  private final JdbcClient jdbc;

  Positions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<JenkinsRun> find(UUID command) {
    return jdbc.sql("select * from jenkins_run where command_id = ?")
        .param(command)
        .query((rs, n) ->
            new JenkinsRun(
                rs.getString("job"),
                rs.getLong("queue_id"),
                rs.getObject("number", Integer.class),
                rs.getLong("log_offset")))
        .optional();
  }

  void store(UUID command, JenkinsRun run) {
    jdbc.sql(
            """
            insert into jenkins_run (command_id, job, queue_id, number, log_offset)
            values (?, ?, ?, ?, ?)
            on conflict (command_id) do update
              set number = excluded.number, log_offset = excluded.log_offset
            """)
        .params(Arrays.asList(command, run.job(), run.queueId(), run.number(), run.offset()))
        .update();
  }
}
