package dev.hexad.ci.webhook;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.repository.Repositories;
import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.webhook.ExpectedRepository;
import dev.hexad.githost.webhook.Headers;
import dev.hexad.githost.webhook.Payloads;
import dev.hexad.githost.webhook.Verification;
import dev.hexad.githost.webhook.WebhookProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes deliveries in: limited, verified on the raw body, read, decided on, kept. */
@Component
final class Intake {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /** Refusals of one repository that are kept in a minute; more are only counted. */
  private static final int REFUSALS_KEPT = 20;

  /** The largest body that is kept for another try. */
  private static final int KEEP_BYTES = 1024 * 1024;

  private final Repositories repositories;
  private final GroupCommit receiving;
  private final DeliveryList list;
  private final Storm storm;
  private final LiveConfiguration<CiSettings> settings;
  private final MeterRegistry meters;
  private final Clock clock;

  Intake(
      Repositories repositories,
      GroupCommit receiving,
      DeliveryList list,
      Storm storm,
      LiveConfiguration<CiSettings> settings,
      MeterRegistry meters,
      Clock clock) {
    this.repositories = repositories;
    this.receiving = receiving;
    this.list = list;
    this.storm = storm;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Takes a delivery; when this returns, it is kept.
   *
   * @return one receipt for each event that it tells of
   * @throws HexadException when it is not proven, makes no sense, or too many came
   */
  List<Deliveries.Receipt> take(
      WebhookProvider provider, UUID applicationId, Headers headers, byte[] body) {
    Repository repository =
        repositories
            .find(applicationId)
            .orElseThrow(() -> HexadException.notFound("registered application", applicationId));
    Verification verification =
        Verification.verify(provider, repositories.webhookSecret(repository), headers, body, clock);
    return switch (verification) {
      case Verification.Refused(String reason) -> throw refuse(provider, repository, reason);
      case Verification.Verified(String deliveryId) -> {
        limit(repository);
        yield keep(provider, repository, deliveryId, body, null);
      }
    };
  }

  /** Takes the body of a kept delivery again, as a delivery of its own. */
  Deliveries.Receipt again(Delivery old) {
    byte[] body =
        list.body(old.id())
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.CONFLICT,
                    "The body of this delivery is not kept any more; push again, or start a run."));
    Repository repository =
        repositories
            .find(old.applicationId())
            .orElseThrow(() -> HexadException.notFound("application", old.applicationId()));
    WebhookProvider provider = WebhookProvider.valueOf(old.provider().toUpperCase(Locale.ROOT));
    return keep(provider, repository, old.deliveryId() + ":" + Ids.next(), body, old.id())
        .getFirst();
  }

  private List<Deliveries.Receipt> keep(
      WebhookProvider provider,
      Repository repository,
      String deliveryId,
      byte[] body,
      @org.jspecify.annotations.Nullable UUID redeliveryOf) {
    var event = Payloads.read(provider, body, new ExpectedRepository(repository.url()));
    List<Decision> decisions = Decision.of(event, repository, provider);
    var receipts = new ArrayList<Deliveries.Receipt>();
    for (int i = 0; i < decisions.size(); i++) {
      boolean first = i == 0;
      var incoming =
          new Deliveries.Incoming(
              repository,
              provider.name().toLowerCase(Locale.ROOT),
              first ? deliveryId : deliveryId + "#" + i,
              hash(body, i, redeliveryOf == null ? "" : deliveryId),
              first && body.length <= KEEP_BYTES ? body : null,
              redeliveryOf);
      receipts.add(receiving.receive(incoming, decisions.get(i)));
    }
    return receipts;
  }

  private void limit(Repository repository) {
    int wait =
        storm.count("", repository.applicationId(), settings.current().deliveriesPerMinute());
    if (wait > 0) {
      meters.counter("hexad.webhooks.limited").increment();
      throw new HexadException(
          ProblemType.RATE_LIMITED,
          "More than "
              + settings.current().deliveriesPerMinute()
              + " deliveries of "
              + repository.name()
              + " came within a minute; send again in "
              + wait
              + " s. Missed pushes are also found by comparing branch heads.");
    }
  }

  private HexadException refuse(WebhookProvider provider, Repository repository, String reason) {
    meters.counter("hexad.webhooks.refused", "provider", provider.name()).increment();
    log.atWarn().addKeyValue("application", repository.name()).log("webhook refused: {}", reason);
    if (storm.count("refused", repository.applicationId(), REFUSALS_KEPT) == 0) {
      list.refused(
          Ids.next(), repository.applicationId(), provider.name().toLowerCase(Locale.ROOT), reason);
    }
    return new HexadException(ProblemType.SIGNATURE_INVALID, reason);
  }

  private static byte[] hash(byte[] body, int part, String salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(body);
      if (part > 0 || !salt.isEmpty()) {
        digest.update(ByteBuffer.allocate(4).putInt(part).array());
        digest.update(salt.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
