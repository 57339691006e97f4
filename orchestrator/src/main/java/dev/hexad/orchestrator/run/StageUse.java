package dev.hexad.orchestrator.run;

import dev.hexad.orchestrator.transport.CapabilityUse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which capabilities stages of runs use. */
@Component
final class StageUse implements CapabilityUse {
  private final JdbcClient jdbc;

  StageUse(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stages that have not begun count as open too; their run would not find the capability. */
  @Override
  public Use of(String tenant, String capability) {
    return new Use(
        jdbc.sql(
                """
                select count(*) from run_command c join run r on r.id = c.run_id
                where r.tenant = ? and c.capability = ?
                  and c.sent_at > now() - interval '30 days'
                """)
            .params(tenant, capability)
            .query(Long.class)
            .single(),
        jdbc.sql(
                """
                select count(*) from run
                where tenant = ? and state in ('QUEUED', 'RUNNING', 'PAUSED')
                  and position(? in document) > 0
                """)
            .params(tenant, "\"uses\":\"" + capability + "\"")
            .query(Long.class)
            .single());
  }
}
