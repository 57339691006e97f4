package dev.hexad.monitoring.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorTests {
  @Test
  void alertsOnASpikeWhenItComes() {
    List<Reading> readings = Course.noise(2000).with(1500, 1501, i -> 130).read();
    assertThat(readings.get(1500).score()).isGreaterThan(0.95);
    assertThat(readings.get(1500).reason()).isEqualTo(Reason.SPIKE);
  }

  @Test
  void seldomAlertsOnNoise() {
    assertThat(Course.alerts(Course.noise(4000).read())).isLessThanOrEqualTo(8);
  }

  @Test
  void alertsAtTheBeginOfAnEpisodeAndNotOnEachRow() {
    List<Reading> readings = Course.noise(2000).with(1500, 1560, i -> 130 + i % 3).read();
    assertThat(Course.alerts(readings.subList(1500, 1502))).isPositive();
    assertThat(Course.alerts(readings.subList(1500, 1560))).isLessThanOrEqualTo(6);
  }

  @Test
  void namesALevelShiftOnceTheLevelStays() {
    Course course = Course.noise(2000);
    List<Reading> readings =
        course.with(1500, 2000, i -> course.at(i) + 15 + 2 * (i - 1500)).read();
    assertThat(readings.subList(1505, 1600))
        .filteredOn(reading -> reading.score() >= 0.5)
        .extracting(Reading::reason)
        .contains(Reason.LEVEL_SHIFT);
  }

  @Test
  void getsUsedToANewLevel() {
    Course course = Course.noise(6000);
    List<Reading> readings = course.with(1500, 6000, i -> course.at(i) + 15).read();
    assertThat(Course.alerts(readings.subList(2500, 6000))).isLessThanOrEqualTo(8);
    assertThat(readings.getLast().expected()).isCloseTo(115, within(2.0));
  }

  @Test
  void namesWhatIsUnusualForTheTimeOfTheDayAlone() {
    List<Reading> readings = Course.days(4000).with(3700, 3790, i -> 50 + i % 2).read();
    assertThat(readings.subList(3700, 3790))
        .anySatisfy(reading -> {
          assertThat(reading.score()).isGreaterThan(0.5);
          assertThat(reading.reason()).isEqualTo(Reason.SEASONAL);
          assertThat(reading.high()).isLessThan(50);
        });
  }

  @Test
  void expectsTheDailyCourse() {
    List<Reading> readings = Course.days(4000).read();
    assertThat(readings.subList(3500, 4000))
        .filteredOn(
            reading -> Math.abs(reading.expected() - (reading.low() + reading.high()) / 2) < 1e-9)
        .hasSize(500);
    for (int i = 3500; i < 4000; i++) {
      double usual = 50 + 20 * Math.sin(2 * Math.PI * i / 288);
      assertThat(readings.get(i).low()).isLessThan(usual);
      assertThat(readings.get(i).high()).isGreaterThan(usual);
    }
  }

  @Test
  void noticesAFlatLine() {
    List<Reading> readings = Course.noise(2000).with(1500, 1600, i -> 100.2).read();
    assertThat(readings.subList(1500, 1600))
        .anySatisfy(reading -> {
          assertThat(reading.score()).isGreaterThanOrEqualTo(Detector.ALERT);
          assertThat(reading.reason()).isEqualTo(Reason.FLAT_LINE);
        });
  }

  @Test
  void findsNothingInAConstant() {
    assertThat(Course.of(3000, i -> 7).read()).allMatch(reading -> reading.score() < 0.05);
  }

  @Test
  void alertsWhenAConstantChanges() {
    List<Reading> readings = Course.of(3000, i -> i < 2000 ? 7 : 8).read();
    assertThat(readings.get(2000).score()).isGreaterThanOrEqualTo(Detector.ALERT);
    assertThat(Course.alerts(readings)).isLessThanOrEqualTo(2);
  }

  @Test
  void getsUsedToASparseSeries() {
    List<Reading> readings = Course.of(6000, i -> i % 97 == 0 ? 3 : 0).read();
    assertThat(Course.alerts(readings.subList(1000, 6000))).isZero();
  }

  @Test
  void passesOverMissingValues() {
    Course course = Course.noise(2000);
    List<Reading> readings = course.with(1200, 1300, i -> Double.NaN).read();
    assertThat(readings.subList(1200, 1300))
        .allMatch(reading -> reading.reason() == Reason.MISSING && reading.score() == 0);
    assertThat(readings.get(1250).expected()).isCloseTo(100, within(2.0));
    assertThat(Course.alerts(readings.subList(1300, 1400))).isZero();
  }

  @Test
  void copesWithExtremeValues() {
    List<Reading> readings =
        Course.noise(2000)
            .with(0, 3, i -> i * Double.MIN_VALUE)
            .with(1000, 1002, i -> Double.MAX_VALUE)
            .with(1002, 1003, i -> -Double.MAX_VALUE)
            .with(1003, 1004, i -> Double.POSITIVE_INFINITY)
            .read();
    assertThat(readings).allMatch(reading -> reading.score() >= 0 && reading.score() <= 1);
    assertThat(readings.get(1003).reason()).isEqualTo(Reason.MISSING);
  }

  @Test
  void readsUnevenIntervals() {
    Course course = Course.noise(2000).with(1500, 1501, i -> 130);
    Detector detector = new Detector();
    Instant time = course.time(0);
    double most = 0;
    for (int i = 0; i < 2000; i++) {
      time = time.plusSeconds(i % 50 == 0 ? 90_000 : i % 7);
      double score = detector.observe(time, course.at(i)).score();
      most = i == 1500 ? score : most;
    }
    assertThat(most).isGreaterThan(0.95);
  }

  @Test
  void knowsNothingBeforeTheFirstValue() {
    Reading reading = new Detector().observe(Instant.EPOCH, Double.NaN);
    assertThat(reading.expected()).isNaN();
    assertThat(reading.reason()).isEqualTo(Reason.MISSING);
  }

  @Test
  void doesNotDependOnTheFuture() {
    Course course = Course.days(3000).with(2000, 2030, i -> 120);
    assertThat(course.first(2010).read()).isEqualTo(course.read().subList(0, 2010));
  }

  @Test
  void doesNotDependOnUnitAndOffset() {
    Course course = Course.days(3000).with(2000, 2030, i -> 120);
    List<Reading> readings = course.read();
    List<Reading> scaled = course.scaled(1000, -12_345).read();
    for (int i = 0; i < readings.size(); i++) {
      assertThat(scaled.get(i).score()).isCloseTo(readings.get(i).score(), within(0.01));
      assertThat(scaled.get(i).expected())
          .isCloseTo(readings.get(i).expected() * 1000 - 12_345, within(1.0));
    }
  }

  @Test
  void goesOnTheSameAfterBeingSavedAndRestored() {
    Course course = Course.days(3000).with(2000, 2030, i -> 120);
    List<Reading> readings = course.read();
    Detector before = new Detector();
    course.first(1990).read(before, 0);
    Detector after = Detector.restore(before.save());
    assertThat(course.read(after, 1990)).isEqualTo(readings.subList(1990, 3000));
  }

  @Test
  void refusesBytesThatAreNoState() {
    assertThatIllegalArgumentException().isThrownBy(() -> Detector.restore(new byte[10]));
  }

  @Test
  void keepsItsStateBelowFourKibibytes() {
    assertThat(new Detector().save()).hasSize(Detector.BYTES).hasSizeLessThan(4096);
  }
}
