package dev.hexad.standalone.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.standalone.bench.drift.BenchObjects.Item;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BenchObjectsTests {
  @Test
  void eachApplicationHasItsWorkload() {
    var objects = new BenchObjects(1_001);
    assertThat(objects.applications()).isEqualTo(3);
    assertThat(objects.of(2)).extracting(Item::id).containsExactly("apps/Deployment/bench-002/web");
    assertThat(objects.all().stream().map(Item::id).collect(Collectors.toSet())).hasSize(1_001);
  }

  @Test
  void settingsHaveTheSizeThatIsTold() {
    Item settings = new BenchObjects(500).of(0).get(3);
    assertThat(settings.tree().toString().length()).isBetween(1_400, 1_800);
  }

  @Test
  void whatChangesIsOfAllKindsAndPutRightAgain() {
    var objects = new BenchObjects(10_000);
    assertThat(objects.some(37, 0)).hasSize(37).extracting(Item::id).doesNotHaveDuplicates();
    for (Item item : objects.some(500, 1)) {
      var drifted = Merge.patch(item.tree(), ObjectStore.JSON.readTree(item.patch(false)));
      var right = Merge.patch(drifted, ObjectStore.JSON.readTree(item.patch(true)));
      assertThat(drifted).isNotEqualTo(item.tree());
      assertThat(right).isEqualTo(item.tree());
    }
  }

  @Test
  void heapIsTheSumOfItsPools() {
    String text =
        """
        jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.5E7
        jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 5.0E6
        jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
        """;
    assertThat(HeapWatch.sum(text, "jvm_memory_used_bytes{area=\"heap\"")).isEqualTo(2.0E7);
  }
}
