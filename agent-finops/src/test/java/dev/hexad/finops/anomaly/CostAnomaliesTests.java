package dev.hexad.finops.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class CostAnomaliesTests {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final Place SHOP = place("compute", "shop");
  private static final Place SEARCH = place("compute", "search");
  private static final Place STORE = place("storage", "shop");
  private static final List<Place> PLACES = List.of(SHOP, SEARCH, STORE);

  private static Place place(String service, String application) {
    return new Place("aws", "111", service, "eu-west-1", application);
  }

  /** Watches some days of three places, each at 100 a day with little noise and quiet weekends. */
  private static List<Detection> watch(
      CostAnomalies anomalies, int days, double unit, BiFunction<Place, Integer, Double> factor) {
    var random = new Random(3);
    var found = new ArrayList<Detection>();
    for (int day = 0; day < days; day++) {
      LocalDate date = FIRST.plusDays(day);
      var charges = new ArrayList<Charge>();
      for (Place place : PLACES) {
        double week = date.getDayOfWeek().getValue() > 5 ? 0.6 : 1;
        double noise = 1 + 0.02 * random.nextGaussian();
        double cost = unit * 100 * week * noise * factor.apply(place, day);
        charges.add(new Charge(date, place, cost));
      }
      found.addAll(anomalies.day(date, charges));
    }
    return found;
  }

  private static double jump(Place place, int day) {
    return place.equals(SHOP) && day >= 120 ? 2.5 : 1;
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(watch(new CostAnomalies(), 180, 1, (place, day) -> 1.0)).isEmpty();
  }

  @Test
  void tellsAJumpOnceAndWhereItIs() {
    List<Detection> found = watch(new CostAnomalies(), 150, 1, CostAnomaliesTests::jump);
    assertThat(found).hasSize(1);
    Detection jump = found.getFirst();
    assertThat(jump.detectedOn()).isBetween(FIRST.plusDays(120), FIRST.plusDays(121));
    assertThat(jump.where().covers(SHOP)).isTrue();
    assertThat(jump.where().covers(SEARCH)).isFalse();
    assertThat(jump.where().covers(STORE)).isFalse();
    assertThat(jump.up()).isTrue();
    assertThat(jump.changeId()).isEmpty();
  }

  @Test
  void findsMovesThatCancelInTheSum() {
    List<Detection> found =
        watch(
            new CostAnomalies(),
            150,
            1,
            (place, day) -> day < 120 || place.equals(STORE) ? 1 : place.equals(SHOP) ? 1.7 : 0.3);
    assertThat(found).anyMatch(d -> d.up() && d.where().covers(SHOP) && !d.where().covers(SEARCH));
    assertThat(found).anyMatch(d -> !d.up() && d.where().covers(SEARCH) && !d.where().covers(SHOP));
  }

  @Test
  void namesTheChangeThatTouchedThePlace() {
    var anomalies = new CostAnomalies();
    anomalies.change(new Change("c-other", FIRST.plusDays(119), SEARCH, "deploy", false));
    anomalies.change(new Change("c-shop", FIRST.plusDays(120), SHOP, "deploy", false));
    assertThat(watch(anomalies, 150, 1, CostAnomaliesTests::jump))
        .extracting(Detection::changeId)
        .containsExactly("c-shop");
  }

  @Test
  void doesNotDependOnTheCurrency() {
    List<Detection> euros = watch(new CostAnomalies(), 150, 1, CostAnomaliesTests::jump);
    List<Detection> cents = watch(new CostAnomalies(), 150, 100, CostAnomaliesTests::jump);
    assertThat(cents)
        .extracting(Detection::detectedOn)
        .isEqualTo(euros.stream().map(Detection::detectedOn).toList());
  }

  @Test
  void dependsOnNothingThatComesLater() {
    List<Detection> all = watch(new CostAnomalies(), 150, 1, CostAnomaliesTests::jump);
    List<Detection> some = watch(new CostAnomalies(), 125, 1, CostAnomaliesTests::jump);
    assertThat(some)
        .isEqualTo(all.stream().filter(d -> d.detectedOn().isBefore(FIRST.plusDays(125))).toList());
  }

  @Test
  void takesEachDayOnceAndInOrder() {
    var anomalies = new CostAnomalies();
    anomalies.day(FIRST.plusDays(1), List.of());
    assertThatThrownBy(() -> anomalies.day(FIRST.plusDays(1), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> anomalies.day(FIRST, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
