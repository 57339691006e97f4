package dev.hexad.cloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.inventory.KnownHashes.Novelty;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownHashesTests {
  @Test
  void doesWhatAMapDoes() {
    var random = new Random(7);
    var known = new KnownHashes();
    Map<UUID, Long> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      UUID uid = new UUID(random.nextLong(), random.nextLong());
      model.put(uid, (long) i);
      known.known(uid, i);
    }
    int seen = 0;
    for (var entry : model.entrySet()) {
      if (seen % 2 == 0) {
        assertThat(known.see(entry.getKey(), entry.getValue())).isEqualTo(Novelty.SAME);
      }
      seen++;
    }
    assertThat(known.unseen()).isEqualTo(10_000);
    assertThat(model.keySet().stream().filter(known::missed)).hasSize(10_000);
  }

  @Test
  void countsWhatComesTwiceOnce() {
    var known = new KnownHashes();
    UUID uid = UUID.randomUUID();
    assertThat(known.see(uid, 1)).isEqualTo(Novelty.NEW);
    assertThat(known.see(uid, 1)).isEqualTo(Novelty.SAME);
    assertThat(known.see(uid, 2)).isEqualTo(Novelty.CHANGED);
    assertThat(known.seen()).isEqualTo(1);
    assertThat(known.unseen()).isZero();
  }
}
