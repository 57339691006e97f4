package dev.hexad.ci.webhook;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.checkout.Checkouts;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds pushes whose webhook never came: compares the heads of branches with what was told. A head
 * has to be missed twice in a row, so that a webhook on its way comes first; the first look at a
 * repository only remembers.
 */
@Component
final class GapFiller {
  private static final Logger log = LoggerFactory.getLogger(GapFiller.class);
  private static final int TICK_MILLIS = 1_000;

  private final Repositories repositories;
  private final Checkouts checkouts;
  private final GroupCommit receiving;
  private final LiveConfiguration<CiSettings> settings;
  private final JdbcClient jdbc;
  private final Map<String, String> missedOnce = new ConcurrentHashMap<>();
  private long lookedAt = System.nanoTime();

  GapFiller(
      Repositories repositories,
      Checkouts checkouts,
      GroupCommit receiving,
      LiveConfiguration<CiSettings> settings,
      JdbcClient jdbc) {
    this.repositories = repositories;
    this.checkouts = checkouts;
    this.receiving = receiving;
    this.settings = settings;
    this.jdbc = jdbc;
  }

  @Scheduled(fixedDelay = TICK_MILLIS)
  void tick() {
    int seconds = settings.current().pollSeconds();
    if (seconds <= 0 || System.nanoTime() - lookedAt < seconds * 1_000_000_000L) {
      return;
    }
    lookedAt = System.nanoTime();
    for (Repository repository : repositories.all()) {
      try {
        look(repository);
      } catch (HexadException e) {
        log.atWarn()
            .addKeyValue("application", repository.name())
            .log("cannot compare branch heads: {}", e.problem().detail());
      }
    }
  }

  void look(Repository repository) {
    Map<String, String> heads = checkouts.heads(repository);
    Map<String, String> known = known(repository.applicationId());
    if (known.isEmpty()) {
      heads.forEach((ref, commit) -> remember(repository.applicationId(), ref, commit));
      return;
    }
    heads.forEach((ref, commit) -> {
      String key = repository.applicationId() + ref;
      if (commit.equals(known.get(ref))) {
        missedOnce.remove(key);
      } else if (commit.equals(missedOnce.put(key, commit))) {
        missedOnce.remove(key);
        fill(repository, ref, commit);
      }
    });
  }

  private void fill(Repository repository, String ref, String commit) {
    var change =
        new ChangeRef(
            repository.applicationId(),
            repository.name(),
            repository.url(),
            ref,
            commit,
            null,
            null,
            "poll",
            null);
    String id = "poll:" + ref + "@" + commit;
    var incoming =
        new Deliveries.Incoming(
            repository, "poll", id, id.getBytes(StandardCharsets.UTF_8), null, null);
    receiving.receive(incoming, new Decision.Start("poll", change, null));
    log.atInfo().addKeyValue("application", repository.name()).log("missed push of {} found", ref);
  }

  private Map<String, String> known(UUID applicationId) {
    return jdbc
        .sql("select ref, commit_id from branch_head where application_id = ?")
        .param(applicationId)
        .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
        .list()
        .stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
  }

  private void remember(UUID applicationId, String ref, String commit) {
    jdbc.sql(
            """
            insert into branch_head (application_id, ref, commit_id, source)
            values (?, ?, ?, 'first') on conflict do nothing
            """)
        .params(applicationId, ref, commit)
        .update();
  }
}
