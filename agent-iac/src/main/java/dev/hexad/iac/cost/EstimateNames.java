package dev.hexad.iac.cost;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the FinOps agent how the bill names what was estimated, so that estimates are compared with
 * it. What was found out is kept until it is told.
 */
@Component
public class EstimateNames {
  private static final Logger log = LoggerFactory.getLogger(EstimateNames.class);

  private final JdbcClient jdbc;
  private final OtherAgents others;

  EstimateNames(JdbcClient jdbc, OtherAgents others) {
    this.jdbc = jdbc;
    this.others = others;
  }

  /** Remembers which resources of a plan have a price. */
  void estimated(UUID plan, UUID estimate, List<String> addresses) {
    jdbc.sql(
            """
            insert into estimate_names (plan_id, estimate_id, addresses) values (?, ?, ?::jsonb)
            on conflict (plan_id) do update set estimate_id = excluded.estimate_id,
              addresses = excluded.addresses
            """)
        .params(plan, estimate, Json.write(addresses))
        .update();
    jdbc.sql("delete from estimate_names where created_at < now() - interval '30 days'").update();
  }

  /** Whether anybody wants to know how resources of a plan are named. */
  public boolean wanted(UUID plan) {
    return jdbc.sql("select exists (select from estimate_names where plan_id = ?)")
        .param(plan)
        .query(Boolean.class)
        .single();
  }

  /** The plan was applied, and this is the state, as {@code show -json} tells it. */
  public void applied(UUID plan, String shown) {
    Map<String, String> all = ResourceNames.of(Json.mapper().readTree(shown));
    List<String> wanted =
        jdbc.sql("select addresses::text from estimate_names where plan_id = ?")
            .param(plan)
            .query((rs, n) -> List.of(Json.read(rs.getString(1), String[].class)))
            .optional()
            .orElse(List.of());
    Map<String, String> names =
        wanted.stream().filter(all::containsKey).collect(Collectors.toMap(a -> a, all::get));
    if (names.isEmpty()) {
      jdbc.sql("delete from estimate_names where plan_id = ?").param(plan).update();
    } else {
      jdbc.sql("update estimate_names set names = ?::jsonb where plan_id = ?")
          .params(Json.write(names), plan)
          .update();
    }
  }

  private record Row(UUID plan, UUID estimate, Map<String, String> names) {}

  /** Tells what is not told yet. */
  @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
  public void tell() throws InterruptedException {
    List<Row> rows =
        jdbc.sql(
                """
                select plan_id, estimate_id, names::text from estimate_names
                where names is not null order by created_at limit 20
                """)
            .query((rs, n) ->
                new Row(
                    rs.getObject(1, UUID.class),
                    rs.getObject(2, UUID.class),
                    names(rs.getString(3))))
            .list();
    for (Row row : rows) {
      if (!told(row)) {
        return;
      }
      jdbc.sql("delete from estimate_names where plan_id = ?").param(row.plan()).update();
    }
  }

  private static Map<String, String> names(String json) {
    return Json.mapper()
        .readTree(json)
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString()));
  }

  /** False when it should be told again. */
  private boolean told(Row row) throws InterruptedException {
    try {
      others.nameEstimated(row.estimate(), row.names());
      return true;
    } catch (OrchestratorClient.RefusedException e) {
      boolean again = e.status() >= 500 || e.status() == 429;
      log.atWarn()
          .addKeyValue("estimate", row.estimate())
          .log("names of resources are not taken: {}", e.status());
      return !again;
    } catch (IOException e) {
      log.atDebug().setCause(e).log("names of resources are told later");
      return false;
    }
  }
}
