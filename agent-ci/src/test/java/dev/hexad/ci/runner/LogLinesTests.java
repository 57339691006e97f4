package dev.hexad.ci.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogLinesTests {
  private static final String LOG =
      """
      2026-01-01T10:00:00.100000000Z one
      2026-01-01T10:00:00.100000000Z two of the same time
      2026-01-01T10:00:00.900000000Z three ä
      2026-01-01T10:00:01.000000000Z\s
      2026-01-01T10:00:01.000000001Z five
      2026-01-01T10:00:02.500000000Z six
      2026-01-01T10:00:02.500000000Z six too
      """;
  private static final String SHOWN = "one\ntwo of the same time\nthree ä\n\nfive\nsix\nsix too\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LogLines lines = new LogLines(out::writeBytes);

  private void take(byte[] bytes) {
    lines.take(bytes, bytes.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void timestampsAreTakenOff() {
    take(bytes(LOG));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(SHOWN);
  }

  @Test
  void whatABreakAtAnyByteCutsOffComesOnceAfterIt() {
    byte[] log = bytes(LOG);
    for (int cut = 0; cut <= log.length; cut++) {
      out.reset();
      var broken = new LogLines(out::writeBytes);
      broken.take(log, cut);
      broken.resume();
      byte[] again = bytes(from(broken));
      broken.take(again, again.length);
      assertThat(out.toString(StandardCharsets.UTF_8)).as("cut at %d", cut).isEqualTo(SHOWN);
    }
  }

  /** The log as the API gives it from the second on that is asked for. */
  private static String from(LogLines lines) {
    return lines
        .since()
        .map(since -> LOG.substring(LOG.indexOf(since.substring(0, since.length() - 1))))
        .orElse(LOG);
  }

  @Test
  void manyBreaksLoseAndDoubleNothing() {
    byte[] log = bytes(LOG);
    for (int seed = 0; seed < 500; seed++) {
      out.reset();
      var random = new Random(seed);
      var broken = new LogLines(out::writeBytes);
      for (int round = 0; round < 5; round++) {
        broken.resume();
        byte[] some = bytes(from(broken));
        broken.take(some, random.nextInt(some.length));
      }
      broken.resume();
      byte[] rest = bytes(from(broken));
      broken.take(rest, rest.length);
      assertThat(out.toString(StandardCharsets.UTF_8)).as("seed %d", seed).isEqualTo(SHOWN);
    }
    assertThat(log).isNotEmpty();
  }

  @Test
  void aNodeMayBeInAnyZone() {
    take(bytes("2026-01-01T12:00:02.5+02:00 six\n"));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("six\n");
    assertThat(lines.since()).contains("2026-01-01T10:00:02Z");
  }

  @Test
  void aClockThatGoesBackLosesNothing() {
    take(bytes("2026-01-01T10:00:05Z five\n2026-01-01T10:00:01Z one\n"));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("five\none\n");
  }

  @Test
  void wordsOfTheKubeletAreShownAsTheyAre() {
    take(bytes("unable to retrieve container logs for x\n2026-01-01T10:00:05Z five\n"));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("unable to retrieve container logs for x\nfive\n");
  }
}
