package dev.hexad.monitoring.detect.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupDetectorTests {
  private static final List<String> NAMES = List.of("cpu", "memory", "requests", "errors");
  private static final int DAY = 144;

  private final Random random = new Random(6);
  private final List<double[]> rows = rows(20 * DAY);

  @Test
  void namesTheMetricThatDeviates() {
    rows.get(18 * DAY)[1] += 9;
    GroupReading reading = score(rows).get(18 * DAY - 15 * DAY);
    assertThat(reading.score()).isGreaterThanOrEqualTo(GroupDetector.ALERT);
    assertThat(reading.topMetrics()).hasSize(4).startsWith("memory");
  }

  @Test
  void namesAllMetricsThatDeviate() {
    rows.get(18 * DAY)[2] += 90;
    rows.get(18 * DAY)[3] += 9;
    assertThat(score(rows).get(3 * DAY).topMetrics().subList(0, 2))
        .containsExactlyInAnyOrder("requests", "errors");
  }

  @Test
  void alertsOnNothingUsual() {
    assertThat(score(rows)).noneMatch(reading -> reading.score() >= GroupDetector.ALERT);
  }

  @Test
  void knowsTheTimeOfTheDay() {
    for (int i = 18 * DAY; i < 18 * DAY + 10; i++) {
      rows.get(i)[2] = rows.get(i + DAY / 2)[2];
    }
    List<GroupReading> readings = score(rows);
    assertThat(readings.get(3 * DAY + 5).score()).isGreaterThan(readings.get(2 * DAY + 5).score());
  }

  @Test
  void staysUneasyWhileTheStateLasts() {
    for (int i = 18 * DAY; i < 18 * DAY + 30; i++) {
      rows.get(i)[1] += 6;
    }
    List<GroupReading> readings = score(rows);
    assertThat(readings.subList(3 * DAY, 3 * DAY + 30))
        .allMatch(reading -> reading.score() > readings.get(2 * DAY).score());
  }

  @Test
  void doesNotDependOnTheFuture() {
    rows.get(18 * DAY)[1] += 9;
    List<GroupReading> whole = score(rows);
    assertThat(score(rows.subList(0, 18 * DAY + 1))).isEqualTo(whole.subList(0, 3 * DAY + 1));
  }

  @Test
  void doesNotDependOnUnits() {
    rows.get(18 * DAY)[1] += 9;
    List<double[]> scaled =
        rows.stream()
            .map(row -> new double[] {row[0] * 1e6, row[1] * 1e-3 + 5, row[2] - 7, -row[3]})
            .toList();
    List<GroupReading> readings = score(rows);
    List<GroupReading> others = score(scaled);
    for (int i = 0; i < readings.size(); i++) {
      assertThat(others.get(i).score()).isCloseTo(readings.get(i).score(), within(0.001));
    }
  }

  @Test
  void passesOverMissingValues() {
    for (int i = 18 * DAY; i < 18 * DAY + 3; i++) {
      rows.get(i)[0] = Double.NaN;
    }
    assertThat(score(rows)).noneMatch(reading -> reading.score() >= GroupDetector.ALERT);
  }

  @Test
  void copesWithAMetricThatNeverMoved() {
    rows.forEach(row -> row[3] = 5);
    assertThat(score(rows))
        .allMatch(reading -> reading.score() >= 0 && reading.score() < GroupDetector.ALERT);
  }

  @Test
  void findsThePeriod() {
    double[][] columns = new double[NAMES.size()][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int m = 0; m < columns.length; m++) {
        columns[m][i] = rows.get(i)[m];
      }
    }
    assertThat(Period.find(columns)).isEqualTo(DAY);
  }

  @Test
  void findsNoPeriodInNoise() {
    double[][] columns = new double[2][5000];
    for (int i = 0; i < 5000; i++) {
      columns[0][i] = random.nextGaussian();
      columns[1][i] = 3;
    }
    assertThat(Period.find(columns)).isZero();
  }

  private static List<GroupReading> score(List<double[]> rows) {
    GroupDetector detector = GroupDetector.learn(NAMES, rows.subList(0, 15 * DAY));
    return rows.subList(15 * DAY, rows.size()).stream().map(detector::observe).toList();
  }

  private List<double[]> rows(int count) {
    List<double[]> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double day = Math.sin(2 * Math.PI * i / DAY);
      made.add(
          new double[] {
            40 + 20 * day + random.nextGaussian(),
            60 + 0.5 * random.nextGaussian(),
            500 + 200 * day + 8 * random.nextGaussian(),
            2 + 0.3 * random.nextGaussian()
          });
    }
    return made;
  }
}
