package dev.hexad.ci.runner;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the timestamps off a container's log. A log that is read again from an earlier second on
 * goes on exactly where it stopped, also within a line. Not thread-safe.
 */
final class LogLines {
  private static final int LONGEST_STAMP = 40;

  private final Consumer<byte[]> out;
  private final ByteArrayOutputStream stamp = new ByteArrayOutputStream(LONGEST_STAMP);
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private boolean inStamp = true;

  /** Time of the newest line, and how many bytes of lines of that time are shown. */
  private @Nullable Instant last;

  private long shownOfLast;

  /** After a resume, until a line comes that is newer than all before. */
  private boolean catchingUp;

  private boolean dropLine;
  private long skip;

  LogLines(Consumer<byte[]> out) {
    this.out = out;
  }

  /** The log is read anew from now on. */
  void resume() {
    stamp.reset();
    inStamp = true;
    dropLine = false;
    catchingUp = last != null;
    skip = shownOfLast;
  }

  /** From when on the log is to be read again, in whole seconds; empty for all of it. */
  Optional<String> since() {
    return Optional.ofNullable(last).map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Takes bytes as they come. */
  void take(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (inStamp && b != ' ' && b != '\n' && stamp.size() < LONGEST_STAMP) {
        stamp.write(b);
      } else if (inStamp) {
        begin(b);
      } else {
        show(b);
      }
    }
    if (shown.size() > 0) {
      out.accept(shown.toByteArray());
      shown.reset();
    }
  }

  private void begin(byte end) {
    inStamp = false;
    byte[] read = stamp.toByteArray();
    stamp.reset();
    Instant time = time(new String(read, StandardCharsets.US_ASCII));
    if (time == null) {
      // The kubelet's own words come without a timestamp.
      dropLine = false;
      shown.writeBytes(read);
      shown.write(end);
      inStamp = end == '\n';
      return;
    }
    Instant before = last;
    dropLine = catchingUp && before != null && time.isBefore(before);
    if (!dropLine && !time.equals(before)) {
      last = time;
      shownOfLast = 0;
      skip = 0;
      catchingUp = false;
    }
    if (end == '\n') {
      show(end);
    }
  }

  private void show(byte b) {
    inStamp = b == '\n';
    if (dropLine) {
      return;
    }
    if (skip > 0) {
      skip--;
      return;
    }
    shown.write(b);
    shownOfLast++;
  }

  private static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
