package dev.hexad.finops.saving;

import dev.hexad.finops.settings.FinopsSettings;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks another agent what the bill does not tell. */
interface Look {
  /** What it asks about; its findings are replaced as a whole. */
  String topic();

  /** Who is asked. */
  String asked();

  /** Whether the configuration wants it. */
  boolean wanted(FinopsSettings settings);

  /**
   * Asks.
   *
   * @throws IOException when there is no answer
   */
  Seen look(FinopsSettings settings) throws IOException, InterruptedException;

  /**
   * What the answer gives.
   *
   * @param leftovers what is paid for nothing
   * @param found how many things were understood
   * @param problem what could not be told, for people; null when all could
   */
  record Seen(List<Leftover> leftovers, int found, @Nullable String problem) {
    public Seen {
      leftovers = List.copyOf(leftovers);
    }
  }
}
