package dev.hexad.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTests {
  private static final long MEGABYTE = 1024L * 1024;
  private final ComponentStatus first = new ComponentStatus("a", 7, 8080, "up", 500 * MEGABYTE);
  private final ComponentStatus second = new ComponentStatus("b", 7, 8081, "up", 500 * MEGABYTE);
  private final ComponentStatus stopped = new ComponentStatus("c", 0, 8082, "stopped", 0);

  @Test
  void sharedProcessCountsOnce() {
    String table = StatusReport.table(List.of(first, second, stopped));
    assertThat(table.lines().toList().get(2)).contains("b", "7", "8081", "up", "shared");
    assertThat(table.lines().toList().getLast()).contains("total", "500 MB");
  }

  @Test
  void oneStoppedComponentMakesTheWholeNotUp() {
    assertThat(StatusReport.json(List.of(first, second))).contains("\"up\" : true");
    assertThat(StatusReport.json(List.of(first, stopped))).contains("\"up\" : false");
  }
}
