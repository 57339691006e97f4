package dev.hexad.finops.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hexad.finops.settings.ClusterSharing;
import dev.hexad.finops.settings.ClusterSharing.Way;
import dev.hexad.finops.source.kubernetes.ClusterDay.Node;
import dev.hexad.finops.source.kubernetes.ClusterDay.Pod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSplitTests {
  /** Four cores and no memory, so that only processors count. */
  private static final Node NODE = new Node("n", "i-1", 96, 0);

  private static Pod pod(String namespace, String name, double requested, double used) {
    return new Pod("n", namespace, name, null, requested, used, 0, 0);
  }

  private static ClusterSharing sharing(Way idle, Way shared) {
    return new ClusterSharing(idle, shared, null);
  }

  private static Map<String, BigDecimal> split(List<Pod> pods, ClusterSharing sharing) {
    return new NodeSplit(NODE, pods, sharing).of(new BigDecimal("96"));
  }

  @Test
  void takesTheLargerOfRequestAndUsage() {
    Map<String, BigDecimal> pieces =
        split(
            List.of(pod("shop", "asks", 24, 6), pod("shop", "uses", 6, 24)),
            ClusterSharing.DEFAULT);
    assertThat(pieces.get("shop/asks")).isEqualByComparingTo("24");
    assertThat(pieces.get("shop/uses")).isEqualByComparingTo("24");
    assertThat(pieces.get(NodeSplit.IDLE)).isEqualByComparingTo("48");
  }

  @Test
  void spreadsWhatIsIdle() {
    Map<String, BigDecimal> pieces =
        split(
            List.of(pod("shop", "a", 12, 0), pod("blog", "b", 36, 0)),
            sharing(Way.BY_COST, Way.APART));
    assertThat(pieces).containsOnlyKeys("shop/a", "blog/b");
    assertThat(pieces.get("shop/a")).isEqualByComparingTo("24");
  }

  @Test
  void spreadsWhatIsSharedAmongPodsAndNotToIdle() {
    Map<String, BigDecimal> pieces =
        split(
            List.of(
                pod("shop", "a", 12, 0), pod("blog", "b", 36, 0), pod("kube-system", "dns", 24, 0)),
            sharing(Way.APART, Way.BY_COST));
    assertThat(pieces).containsOnlyKeys("shop/a", "blog/b", NodeSplit.IDLE);
    assertThat(pieces.get(NodeSplit.IDLE)).isEqualByComparingTo("24");
    assertThat(pieces.get("shop/a").doubleValue()).isCloseTo(18, within(1e-9));
  }

  @Test
  void keepsSharedPodsWhereThereAreNoOthers() {
    assertThat(split(List.of(pod("kube-system", "dns", 24, 0)), sharing(Way.BY_COST, Way.BY_COST)))
        .containsOnlyKeys("kube-system/dns");
  }

  @Test
  void callsANodeWithoutPodsIdle() {
    assertThat(split(List.of(), sharing(Way.BY_COST, Way.BY_COST)))
        .containsOnlyKeys(NodeSplit.IDLE);
  }

  @Test
  void givesNoMoreThanThereIs() {
    Map<String, BigDecimal> pieces =
        split(List.of(pod("shop", "a", 96, 0), pod("shop", "b", 0, 96)), ClusterSharing.DEFAULT);
    assertThat(pieces).containsOnlyKeys("shop/a", "shop/b");
    assertThat(pieces.get("shop/a")).isEqualByComparingTo("48");
  }
}
