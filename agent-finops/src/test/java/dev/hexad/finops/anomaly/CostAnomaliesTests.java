package dev.hexad.finops.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostAnomaliesTests {
  private static final Place SHOP = Bill.place("a1", "compute", "shop");
  private static final int DAY = 100;

  @Test
  void saysNothingOfAnOrdinaryBill() {
    assertThat(Bill.usual().watch(200)).isEmpty();
  }

  @Test
  void findsASpikeOnItsDayAndWhereItIs() {
    List<Detection> found = Bill.usual().times(SHOP, DAY, 2, 2.5).watch(130);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().where()).isEqualTo(SHOP);
    assertThat(found.getFirst().detectedOn()).isEqualTo(Bill.FIRST.plusDays(DAY));
    assertThat(found.getFirst().up()).isTrue();
    assertThat(found.getFirst().excess()).isGreaterThan(50);
  }

  @Test
  void reportsALongShiftOnceAndNotItsEnd() {
    assertThat(Bill.usual().times(SHOP, DAY, 30, 1.8).watch(180)).hasSize(1);
  }

  @Test
  void findsADrop() {
    List<Detection> found = Bill.usual().times(SHOP, DAY, 4, 0.05).watch(130);
    assertThat(found).singleElement().matches(detection -> !detection.up());
  }

  @Test
  void findsSlowGrowth() {
    Bill bill = Bill.usual();
    for (int day = 0; day < 25; day++) {
      bill.times(SHOP, DAY + day, 1, 1 + 0.06 * day);
    }
    assertThat(bill.watch(DAY + 12)).extracting(Detection::where).containsExactly(SHOP);
  }

  @Test
  void namesTheApplicationWhenItsServicesRiseTogether() {
    List<Detection> found =
        Bill.usual()
            .times(SHOP, DAY, 4, 2)
            .times(Bill.place("a1", "network", "shop"), DAY, 4, 2.1)
            .watch(130);
    assertThat(found)
        .extracting(Detection::where)
        .containsExactly(new Place("cloud", "a1", "", "", "shop"));
  }

  @Test
  void findsOppositeMovesThatCancel() {
    Place search = Bill.place("a2", "storage", "search");
    List<Detection> found =
        Bill.usual()
            .bend(SHOP, DAY, 3, cost -> cost + 60)
            .bend(search, DAY, 3, cost -> Math.max(0, cost - 60))
            .watch(130);
    assertThat(found).extracting(Detection::where).containsExactlyInAnyOrder(SHOP, search);
  }

  @Test
  void findsWhatAppearsFromNothing() {
    var rogue = new Place("cloud", "a1", "compute", "far south", Place.UNTAGGED);
    List<Detection> found = Bill.usual().bend(rogue, DAY, 5, cost -> 80).watch(130);
    assertThat(found).extracting(Detection::where).containsExactly(rogue);
  }

  @Test
  void toleratesALostTag() {
    Place untagged = Bill.place("a1", "compute", Place.UNTAGGED);
    List<Detection> found =
        Bill.usual()
            .bend(SHOP, DAY, 20, cost -> 0)
            .bend(untagged, DAY, 20, cost -> cost * 2)
            .watch(150);
    assertThat(found).isEmpty();
  }

  @Test
  void toleratesWhatWasPlanned() {
    var launch = new Place("cloud", "a1", "compute", "north", "reports");
    List<Detection> found =
        Bill.usual()
            .bend(launch, DAY, 200, cost -> 150)
            .change("c1", DAY, launch, "planned_launch", true)
            .watch(200);
    assertThat(found).isEmpty();
  }

  @Test
  void toleratesTheEndOfEachMonth() {
    Bill bill = Bill.usual();
    for (int day = 0; day < 200; day++) {
      if (Bill.FIRST.plusDays(day + 1L).getDayOfMonth() == 1) {
        bill.times(SHOP, day, 1, 2);
      }
    }
    assertThat(bill.watch(200))
        .allMatch(detection -> detection.detectedOn().isBefore(Bill.FIRST.plusDays(70)));
  }

  @Test
  void toleratesADayOnWhichEverythingRises() {
    Bill bill = Bill.usual();
    for (String account : List.of("a1", "a2")) {
      for (String application : List.of("shop", "search", "ledger", Place.UNTAGGED)) {
        for (String service : List.of("compute", "network", "storage")) {
          bill.times(Bill.place(account, service, application), DAY, 3, 1.5);
        }
      }
    }
    assertThat(bill.watch(130)).isEmpty();
  }

  @Test
  void toleratesADayThatArrivedInPart() {
    assertThat(Bill.usual().miss("compute", DAY).miss("network", DAY).watch(130)).isEmpty();
  }

  @Test
  void learnsFromWhatComesLate() {
    Bill bill = Bill.usual();
    for (int day = 90; day < 98; day++) {
      bill.times(SHOP, day, 1, 0.7).late(day, SHOP, 30);
    }
    assertThat(bill.watch(130)).isEmpty();
  }

  @Test
  void linksTheChangeThatCausedIt() {
    List<Detection> found =
        Bill.usual()
            .times(SHOP, DAY, 3, 2)
            .change("other", DAY - 1, Bill.place("a2", "compute", "shop"), "deploy", false)
            .change("cause", DAY - 1, SHOP, "deploy", false)
            .change("old", DAY - 40, SHOP, "deploy", false)
            .watch(130);
    assertThat(found).extracting(Detection::changeId).containsExactly("cause");
  }

  @Test
  void doesNotDependOnTheFuture() {
    Bill bill = Bill.usual().times(SHOP, DAY, 20, 1.7).times(SHOP, DAY + 40, 2, 0.1);
    List<Detection> whole = bill.watch(180);
    assertThat(whole).hasSize(2);
    for (int days : new int[] {DAY, DAY + 1, DAY + 30, DAY + 41}) {
      List<Detection> known =
          whole.stream()
              .filter(found -> found.detectedOn().isBefore(Bill.FIRST.plusDays(days)))
              .toList();
      assertThat(bill.watch(days)).isEqualTo(known);
    }
  }

  @Test
  void doesNotDependOnTheCurrency() {
    List<Detection> plain = Bill.usual().times(SHOP, DAY, 2, 2.5).watch(130);
    List<Detection> scaled = Bill.usual().times(SHOP, DAY, 2, 2.5).scale(1e4).watch(130);
    assertThat(scaled).extracting(Detection::where).isEqualTo(List.of(SHOP));
    assertThat(scaled)
        .extracting(Detection::detectedOn)
        .isEqualTo(plain.stream().map(Detection::detectedOn).toList());
  }

  @Test
  void takesEachDayOnce() {
    var anomalies = new CostAnomalies();
    anomalies.day(Bill.FIRST, List.of());
    assertThatThrownBy(() -> anomalies.day(Bill.FIRST, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesChargesOfDaysToCome() {
    var anomalies = new CostAnomalies();
    var early = List.of(new Charge(Bill.FIRST.plusDays(1), SHOP, 1));
    assertThatThrownBy(() -> anomalies.day(Bill.FIRST, early))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too early");
  }
}
