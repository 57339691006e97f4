package dev.hexad.finops.finding;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.CostAnomalyDetected;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Money;
import dev.hexad.finops.anomaly.Charge;
import dev.hexad.finops.anomaly.CostAnomalies;
import dev.hexad.finops.anomaly.Detection;
import dev.hexad.finops.anomaly.Place;
import dev.hexad.finops.cost.Basis;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.work.Work;
import dev.hexad.finops.work.Works;
import dev.hexad.service.outbox.Outbox;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks through the whole history after each import, because bills are restated. What is found
 * again is the same anomaly; what is new and recent is told.
 */
@Service
public class Anomalies {
  /** What was found longer ago than this, before the last known day, is history and not news. */
  private static final int RECENT = 14;

  private static final int SAME = 5;

  /** Who decided when nobody did. */
  private static final String ITSELF = "finops";

  private final Basis basis;
  private final Bill bill;
  private final Works works;
  private final AnomalyStore store;
  private final LiveConfiguration<FinopsSettings> settings;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Anomalies(
      Basis basis,
      Bill bill,
      Works works,
      AnomalyStore store,
      LiveConfiguration<FinopsSettings> settings,
      Outbox outbox,
      TransactionTemplate transaction,
      Clock clock) {
    this.basis = basis;
    this.bill = bill;
    this.works = works;
    this.store = store;
    this.settings = settings;
    this.outbox = outbox;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Looks through everything that is known; gives how many anomalies are new. */
  public int refresh() {
    List<Anomaly> found = new ArrayList<>();
    for (Basis.Days days : basis.days()) {
      found.addAll(look(days));
    }
    Integer fresh = transaction.execute(status -> keep(found));
    return fresh == null ? 0 : fresh;
  }

  private List<Anomaly> look(Basis.Days days) {
    String tag = settings.current().applicationTag();
    var detector = new CostAnomalies();
    List<Work> done = works.between(days.first(), days.last());
    done.stream()
        .filter(work -> work.kind() != Work.Kind.BUILD)
        .map(Suspects::change)
        .forEach(detector::change);
    List<Detection> detections = new ArrayList<>();
    LocalDate month = days.first();
    while (!month.isAfter(days.last())) {
      LocalDate next = month.withDayOfMonth(1).plusMonths(1);
      LocalDate end = next.isAfter(days.last()) ? days.last() : next.minusDays(1);
      Map<LocalDate, List<Charge>> charges = bill.charges(days, month, end, tag);
      for (LocalDate day = month; !day.isAfter(end); day = day.plusDays(1)) {
        detections.addAll(detector.day(day, charges.getOrDefault(day, List.of())));
      }
      month = next;
    }
    return detections.stream().map(detection -> anomaly(detection, days, done, tag)).toList();
  }

  private Anomaly anomaly(Detection detection, Basis.Days days, List<Work> done, String tag) {
    Place where = detection.where();
    Map<LocalDate, Bill.Day> around =
        bill.days(days, where, detection.start().minusDays(Impact.BEFORE), days.last(), tag);
    Impact impact = Impact.of(detection.start(), detection.detectedOn(), days.last(), around);
    Instant now = clock.instant();
    boolean recent = !detection.detectedOn().isBefore(days.last().minusDays(RECENT));
    return new Anomaly(
        Ids.next(),
        detection.start(),
        detection.detectedOn(),
        impact.ended(),
        where.provider(),
        where.account(),
        where.service(),
        where.region(),
        where.application(),
        days.currency(),
        detection.up(),
        detection.score(),
        money(impact.usual()),
        money(impact.atStake()),
        impact.driver(),
        impact.explanation(),
        cause(detection),
        Suspects.of(detection, done),
        days.sample(),
        recent ? AnomalyState.OPEN : AnomalyState.CLOSED,
        recent ? null : "it was history when it was found",
        null,
        now,
        now);
  }

  private static @Nullable UUID cause(Detection detection) {
    return detection.changeId().isEmpty() ? null : UUID.fromString(detection.changeId());
  }

  private static String money(double amount) {
    return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private int keep(List<Anomaly> found) {
    List<Anomaly> known = new ArrayList<>(store.all());
    int fresh = 0;
    for (Anomaly anomaly : found) {
      Optional<Anomaly> before = known.stream().filter(old -> same(old, anomaly)).findFirst();
      if (before.isPresent()) {
        Anomaly old = before.get();
        known.remove(old);
        Anomaly now = anomaly.as(old.id());
        store.update(now);
        if (old.state() == AnomalyState.CLOSED
            && ITSELF.equals(old.decidedBy())
            && anomaly.state() == AnomalyState.OPEN) {
          store.move(old.id(), AnomalyState.OPEN, "the bill was restated once more", ITSELF);
          tell(now);
          fresh++;
        }
      } else {
        store.insert(anomaly);
        if (anomaly.state() == AnomalyState.OPEN) {
          tell(anomaly);
          fresh++;
        }
      }
    }
    for (Anomaly gone : known) {
      if (gone.state() != AnomalyState.CLOSED) {
        store.move(
            gone.id(), AnomalyState.CLOSED, "the bill was restated, it is ordinary now", ITSELF);
      }
    }
    return fresh;
  }

  /** A later bill may move its begin a little, and make its description wider or narrower. */
  private static boolean same(Anomaly old, Anomaly now) {
    return old.up() == now.up()
        && old.currency().equals(now.currency())
        && old.sample() == now.sample()
        && Math.abs(old.start().toEpochDay() - now.start().toEpochDay()) <= SAME
        && (old.place().covers(now.place()) || now.place().covers(old.place()));
  }

  private void tell(Anomaly anomaly) {
    var money = new Money(anomaly.atStake(), anomaly.currency());
    outbox.event(
        new CostAnomalyDetected(
            anomaly.id(),
            anomaly.start(),
            anomaly.detectedOn(),
            part(anomaly.provider()),
            part(anomaly.account()),
            part(anomaly.service()),
            part(anomaly.region()),
            part(anomaly.application()),
            money,
            anomaly.driver().name().toLowerCase(Locale.ROOT),
            anomaly.title(),
            anomaly.causeId(),
            anomaly.sample()));
    outbox.event(
        new ChangeObserved(
            new NodeRef(NodeRef.Kind.COST, "anomaly/" + anomaly.id(), anomaly.title()),
            "cost-anomaly",
            anomaly.title() + ", " + anomaly.explanation(),
            null,
            null,
            null,
            anomaly.suspects().stream()
                .filter(suspect -> suspect.kind().equals("deploy"))
                .map(suspect ->
                    new ChangeObserved.Link(
                        "may come from",
                        new NodeRef(
                            NodeRef.Kind.DEPLOYMENT, suspect.id().toString(), suspect.title())))
                .toList(),
            money));
  }

  private static @Nullable String part(String text) {
    return text.isEmpty() ? null : text;
  }
}
