package dev.hexad.finops.source.kubernetes;

import dev.hexad.contracts.message.Json;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.settings.ClusterSharing;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.FocusCsv;
import dev.hexad.finops.source.kubernetes.ClusterDay.Node;
import dev.hexad.finops.source.kubernetes.ClusterDay.Pod;
import dev.hexad.finops.source.kubernetes.ClusterStore.NodeCharge;
import dev.hexad.finops.store.Replacing;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves the cost of nodes to the pods that ran on them. Beside the rows of pods stands one that
 * takes the cost away from the node's own tags, so that all rows of a day add up to nothing and no
 * total changes.
 */
public final class ClusterSource implements CostSource {
  /** Bills are restated for about so long. */
  private static final int RESTATED_DAYS = 62;

  private static final List<String> COLUMNS =
      List.of(
          "BilledCost",
          "EffectiveCost",
          "BillingCurrency",
          "ChargePeriodStart",
          "ChargePeriodEnd",
          "ChargeCategory",
          "ChargeDescription",
          "ProviderName",
          "ServiceName",
          "ServiceCategory",
          "RegionId",
          "SubAccountId",
          "SubAccountName",
          "ResourceId",
          "Tags");

  private final BillSource source;
  private final ClusterStore store;
  private final UsageReader usage;
  private final String applicationTag;
  private final Clock clock;

  /** Reads what is new of a cluster's usage. */
  @FunctionalInterface
  public interface UsageReader {
    void read(BillSource source, LocalDate today) throws IOException;
  }

  public ClusterSource(
      BillSource source,
      ClusterStore store,
      UsageReader usage,
      String applicationTag,
      Clock clock) {
    this.source = source;
    this.store = store;
    this.usage = usage;
    this.applicationTag = applicationTag;
    this.clock = clock;
  }

  @Override
  public List<Delivery> deliveries() throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    usage.read(source, today);
    List<Delivery> deliveries = new ArrayList<>();
    for (ClusterStore.Known known : store.days(source.name(), today.minusDays(RESTATED_DAYS))) {
      List<NodeCharge> charges = store.charges(source.name(), known.day());
      if (!charges.isEmpty()) {
        deliveries.add(
            new Delivery(
                known.day().toString(),
                Integer.toHexString(
                    Objects.hash(known.digest(), charges, source.sharing(), applicationTag)),
                Replacing.DAYS));
      }
    }
    return deliveries;
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    LocalDate day = LocalDate.parse(delivery.key());
    ClusterDay known =
        store
            .find(source.name(), day)
            .orElseThrow(() -> new IOException("nothing is known of the cluster on " + day));
    Map<String, Node> nodes =
        known.nodes().stream().collect(Collectors.toMap(Node::name, Function.identity()));
    Map<String, List<Pod>> pods = known.pods().stream().collect(Collectors.groupingBy(Pod::node));
    var csv = new FocusCsv(COLUMNS);
    for (NodeCharge charge : store.charges(source.name(), day)) {
      Node node = Objects.requireNonNull(nodes.get(charge.node()));
      List<Pod> ran = pods.getOrDefault(node.name(), List.of());
      move(csv, day, charge, ran, new NodeSplit(node, ran, sharing()));
    }
    return csv.open();
  }

  private ClusterSharing sharing() {
    return source.sharing() == null ? ClusterSharing.DEFAULT : source.sharing();
  }

  private void move(
      FocusCsv csv, LocalDate day, NodeCharge charge, List<Pod> pods, NodeSplit split) {
    Map<String, Pod> byKey =
        pods.stream().collect(Collectors.toMap(NodeSplit::key, pod -> pod, (a, b) -> a));
    Map<String, BigDecimal> effective = split.of(charge.effective());
    csv.row(
        cells(
            charge.billed().negate(),
            charge.effective().negate(),
            day,
            charge,
            "node " + charge.node() + " moved to its pods",
            source.name() + "/nodes/" + charge.node(),
            charge.tags()));
    split
        .of(charge.billed())
        .forEach((key, billed) ->
            csv.row(
                cells(
                    billed,
                    effective.getOrDefault(key, BigDecimal.ZERO),
                    day,
                    charge,
                    key.equals(NodeSplit.IDLE) ? "idle" : "pod " + key,
                    source.name() + "/" + key,
                    tags(byKey.get(key)))));
  }

  private static @Nullable Object[] cells(
      BigDecimal billed,
      BigDecimal effective,
      LocalDate day,
      NodeCharge charge,
      String description,
      String resource,
      String tags) {
    return new @Nullable Object[] {
      billed,
      effective,
      charge.currency(),
      day,
      day.plusDays(1),
      "Usage",
      description,
      charge.provider(),
      charge.service(),
      charge.serviceCategory(),
      charge.region(),
      charge.account(),
      charge.accountName(),
      resource,
      tags
    };
  }

  private String tags(@Nullable Pod pod) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("cluster", source.name());
    tags.put("namespace", pod == null ? NodeSplit.IDLE : pod.namespace());
    if (pod != null && pod.application() != null && !pod.application().isBlank()) {
      tags.put(applicationTag, pod.application());
    }
    return Json.write(tags);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
