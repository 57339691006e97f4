package dev.hexad.finops.source.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.finops.settings.ClusterSharing;
import dev.hexad.finops.settings.ClusterSharing.Way;
import dev.hexad.finops.source.kubernetes.ClusterDay.Node;
import dev.hexad.finops.source.kubernetes.ClusterDay.Pod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever ran on a node, and whoever pays for the rest: the pieces are the bill. */
class NodeSplitPropertyTests {
  @Property(tries = 300)
  void addsUpToTheBillToTheLastDigit(
      @ForAll @BigRange(min = "-1000", max = "1000000") BigDecimal cost,
      @ForAll long seed,
      @ForAll @IntRange(max = 12) int count,
      @ForAll Way idle,
      @ForAll Way shared) {
    var random = new Random(seed);
    List<Pod> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pods.add(
          new Pod(
              "n",
              random.nextInt(3) == 0 ? "kube-system" : "ns" + random.nextInt(2),
              "p" + i,
              null,
              random.nextInt(4) == 0 ? 0 : random.nextDouble() * 100,
              random.nextDouble() * 100,
              random.nextDouble() * 1e3,
              random.nextInt(4) == 0 ? 0 : random.nextDouble() * 1e3));
    }
    var node = new Node("n", "i", random.nextInt(5) == 0 ? 0 : 96, random.nextDouble() * 1e3);
    Map<String, BigDecimal> pieces =
        new NodeSplit(node, pods, new ClusterSharing(idle, shared, null)).of(cost);
    assertThat(pieces.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(cost);
    assertThat(pieces.values())
        .allMatch(piece ->
            piece.signum() == 0
                || piece.signum() == cost.signum()
                || piece.abs().compareTo(new BigDecimal("0.00000001")) < 0);
  }
}
