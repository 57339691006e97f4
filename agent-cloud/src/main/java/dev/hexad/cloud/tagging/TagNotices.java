package dev.hexad.cloud.tagging;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.action.AuditTrail;
import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.cloud.tagging.TagFindings.Untold;
import dev.hexad.contracts.event.TagsNoticed;
import dev.hexad.contracts.event.TagsNoticed.Stage;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.service.outbox.Outbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells owners which of their resources do not keep a tag policy: when it is found, and before the
 * time is over. That it was told is kept in the transaction of the event, so it is told once.
 */
@Component
public class TagNotices {
  private static final Logger log = LoggerFactory.getLogger(TagNotices.class);
  private static final int PAGE = 500;
  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_OF_ONE = 100;

  private final LiveConfiguration<CloudSettings> settings;
  private final Search search;
  private final TagFindings findings;
  private final AuditTrail trail;
  private final Outbox outbox;
  private final TransactionOperations transactions;

  TagNotices(
      LiveConfiguration<CloudSettings> settings,
      Search search,
      TagFindings findings,
      AuditTrail trail,
      Outbox outbox,
      TransactionOperations transactions) {
    this.settings = settings;
    this.search = search;
    this.findings = findings;
    this.trail = trail;
    this.outbox = outbox;
    this.transactions = transactions;
  }

  /** Looks at all policies. */
  @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
  public void tick() {
    List<TagPolicy> policies = settings.current().tagPolicies();
    findings.forgetOthers(policies.stream().map(TagPolicy::name).toList());
    for (TagPolicy policy : policies) {
      try {
        transactions.executeWithoutResult(status -> look(policy));
      } catch (HexadException e) {
        log.atWarn().addKeyValue("policy", policy.name()).log("not looked at: {}", e.getMessage());
      } catch (RuntimeException e) {
        log.atError().setCause(e).addKeyValue("policy", policy.name()).log("tried again soon");
      }
    }
  }

  private void look(TagPolicy policy) {
    if (!findings.begin(policy.name())) {
      return;
    }
    UUID run = Ids.next();
    search.each(
        PolicyFilter.violators(policy),
        PAGE,
        resources -> findings.seen(policy.name(), resources, run));
    findings.forget(policy.name(), run);
    if (policy.notices()) {
      tell(policy, Stage.FOUND);
      if (policy.graceDays() > 0) {
        tell(policy, Stage.ENDING);
      }
    }
  }

  private void tell(TagPolicy policy, Stage stage) {
    Map<String, List<Untold>> byOwner =
        findings
            .untold(
                policy.name(),
                stage,
                Duration.ofDays(policy.graceDays()),
                Duration.ofDays(policy.noticeDays()),
                MOST_AT_ONCE)
            .stream()
            .collect(
                Collectors.groupingBy(
                    one -> Objects.requireNonNullElse(one.owner(), ""),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byOwner.forEach((owner, all) -> {
      for (int from = 0; from < all.size(); from += MOST_OF_ONE) {
        tell(policy, stage, owner, all.subList(from, Math.min(all.size(), from + MOST_OF_ONE)));
      }
    });
  }

  private void tell(TagPolicy policy, Stage stage, String owner, List<Untold> some) {
    findings.told(policy.name(), stage, some.stream().map(one -> one.item().uid()).toList());
    outbox.event(
        new TagsNoticed(
            policy.name(),
            stage,
            owner.isEmpty() ? null : owner,
            PolicyFilter.keys(policy),
            some.stream().map(Untold::item).toList()));
    trail.add(
        "agent:cloud",
        "TAGS_NOTICED",
        null,
        null,
        "%s, %s: %d resources of %s"
            .formatted(policy.name(), stage, some.size(), owner.isEmpty() ? "nobody" : owner));
  }
}
