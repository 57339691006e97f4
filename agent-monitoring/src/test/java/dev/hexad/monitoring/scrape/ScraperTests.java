package dev.hexad.monitoring.scrape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ScraperTests {
  private final Scraper scraper = new Scraper(Clock.systemUTC());

  @Test
  void anAddressThatIsNoneIsAFailedReading() {
    assertThatThrownBy(() -> scraper.read("http://127.0.0.1:1/metrics?x={y}"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> scraper.read("/metrics")).isInstanceOf(IOException.class);
  }

  @Test
  void noAnswerIsAFailedReading() {
    assertThatThrownBy(() -> scraper.read("http://127.0.0.1:1/metrics"))
        .isInstanceOf(IOException.class);
  }
}
