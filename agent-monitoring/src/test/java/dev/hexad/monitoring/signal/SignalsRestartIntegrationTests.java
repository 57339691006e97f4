package dev.hexad.monitoring.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.MonitoringAgentApplication;
import dev.hexad.monitoring.detect.Detector;
import dev.hexad.monitoring.settings.SignalQuery.Direction;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A detector goes on after a restart as if there had been none. */
class SignalsRestartIntegrationTests {
  private static final int VALUES = 400;
  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;

  @BeforeAll
  static void start() {
    orchestrator = new FakeOrchestrator();
    agent = TestAgent.start(MonitoringAgentApplication.class, "monitoring", orchestrator);
  }

  @AfterAll
  static void stop() {
    agent.close();
    orchestrator.close();
  }

  @Test
  void goesOnAfterAStopInGoodOrder() {
    Signal signal = signal("stopped");
    List<Double> values = values();
    Signals first = signals();
    feed(first, signal, values, 0, VALUES / 2);
    first.stop();
    feed(signals(), signal, values, VALUES / 2, VALUES);
    assertThat(scores(signal)).isEqualTo(withoutARestart(values));
  }

  @Test
  void catchesUpAfterAKill() {
    Signal signal = signal("killed");
    List<Double> values = values();
    Signals first = signals();
    feed(first, signal, values, 0, VALUES / 4);
    first.stop();
    Signals killed = signals();
    feed(killed, signal, values, VALUES / 4, VALUES / 2);
    feed(signals(), signal, values, VALUES / 2, VALUES);
    assertThat(scores(signal)).isEqualTo(withoutARestart(values));
  }

  @SuppressWarnings("unchecked")
  private static Signals signals() {
    return new Signals(
        agent.bean(PointStore.class),
        List.of(),
        agent.bean(LiveConfiguration.class),
        Clock.systemUTC());
  }

  private static Signal signal(String name) {
    long id =
        agent
            .bean(JdbcClient.class)
            .sql(
                """
                insert into signal (key, name, unit, direction, origin, seconds)
                values (?, ?, '', 'BOTH', 'FOUND', 60) returning id
                """)
            .params(name, name)
            .query(Long.class)
            .single();
    return new Signal(
        id, name, name, null, null, null, "", Direction.BOTH, null, "", 60, null, Map.of());
  }

  private static List<Double> values() {
    var random = new Random(7);
    var values = new ArrayList<Double>();
    for (int i = 0; i < VALUES; i++) {
      double surge = i > VALUES * 3 / 4 && i < VALUES * 3 / 4 + 5 ? 60 : 0;
      values.add(100 + 10 * Math.sin(i / 20.0) + random.nextGaussian() + surge);
    }
    return values;
  }

  private static Instant at(int place) {
    return END.minus(VALUES - place, ChronoUnit.MINUTES);
  }

  private static void feed(Signals signals, Signal signal, List<Double> values, int from, int to) {
    for (int i = from; i < to; i++) {
      signals.take(List.of(new Signals.Value(signal, at(i), values.get(i))));
    }
  }

  private static List<Float> withoutARestart(List<Double> values) {
    var detector = new Detector();
    var scores = new ArrayList<Float>();
    for (int i = 0; i < VALUES; i++) {
      scores.add((float) detector.observe(at(i), values.get(i)).score());
    }
    return scores;
  }

  private static List<Float> scores(Signal signal) {
    return agent
        .bean(JdbcClient.class)
        .sql("select score from point where signal_id = ? order by at")
        .param(signal.id())
        .query(Float.class)
        .list();
  }
}
