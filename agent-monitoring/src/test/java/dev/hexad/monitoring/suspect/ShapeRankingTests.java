package dev.hexad.monitoring.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.enrolment.OrchestratorClient.ChangeView;
import dev.hexad.agent.enrolment.OrchestratorClient.SuspectView;
import dev.hexad.contracts.message.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShapeRankingTests {
  private static final Instant T = Instant.parse("2026-05-01T10:00:00Z");
  private static final UUID APPLICATION = Ids.derived("application");
  private static final int STEP = 30;

  @Test
  void aChangeThatIsFollowedByAShiftIsGuilty() {
    List<SuspectView> ranked = rank(suspect("guilty", 77, 0.6), course(80, 84));
    assertThat(ranked).hasSize(1);
    assertThat(ranked.getFirst().score()).isGreaterThan(0.8);
    assertThat(ranked.getFirst().evidence().getLast()).contains("went off").contains("after it");
  }

  @Test
  void aChangeThatCameAfterTheShiftIsNot() {
    assertThat(rank(suspect("late", 78, 0.9), course(60, 82))).isEmpty();
  }

  @Test
  void anOldChangeIsNotBlamedForAShiftOfNow() {
    assertThat(rank(suspect("old", 10, 0.6), course(80, 90))).isEmpty();
  }

  @Test
  void calmMetricsClearAChangeThatIsNotRightBefore() {
    assertThat(rank(suspect("calm", 60, 0.6), course(1000, 82))).isEmpty();
  }

  @Test
  void oneWildValueIsNoShift() {
    Course calm = course(1000, 60);
    var points = new ArrayList<>(calm.points());
    points.set(40, new Course.Point(points.get(40).at(), 1000));
    var point = ChangePoint.of(new Course("errors", true, false, points));
    assertThat(point.map(ChangePoint::size).orElse(0.0)).isLessThan(3);
  }

  @Test
  void aRateThatFallsIsBadOnlyWhereThatIsBad() {
    var points = new ArrayList<Course.Point>();
    for (int i = 0; i < 40; i++) {
      points.add(new Course.Point(T.plusSeconds(i), i < 30 ? 100 + i % 3 : 10 + i % 3));
    }
    assertThat(ChangePoint.of(new Course("requests", false, true, points)).orElseThrow().at())
        .isEqualTo(T.plusSeconds(30));
    var rising = ChangePoint.of(new Course("errors", true, false, points));
    assertThat(rising.map(ChangePoint::size).orElse(0.0)).isLessThan(3);
  }

  private static List<SuspectView> rank(SuspectView suspect, Course course) {
    return ShapeRanking.rank(
        List.of(suspect), id -> id.equals(APPLICATION) ? List.of(course) : List.of());
  }

  private static SuspectView suspect(String title, int step, double score) {
    var change =
        new ChangeView(
            Ids.derived(title),
            T.plusSeconds((long) step * STEP),
            "deployment",
            "x",
            title,
            APPLICATION,
            "production",
            null,
            null,
            null,
            0);
    return new SuspectView(score, change, List.of());
  }

  /** Noise around one, and from a value on around three. */
  private static Course course(int shift, int length) {
    var random = new SplittableRandom(5);
    var points = new ArrayList<Course.Point>();
    for (int i = 0; i < length; i++) {
      double level = i >= shift && shift < length ? 3 : 1;
      points.add(
          new Course.Point(T.plusSeconds((long) i * STEP), level + 0.1 * random.nextGaussian()));
    }
    return new Course("errors", true, false, points);
  }
}
