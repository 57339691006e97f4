package dev.hexad.finops.source;

import dev.hexad.finops.store.Replacing;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A place where bills are delivered. */
public interface CostSource extends AutoCloseable {
  /**
   * A bill that lies there.
   *
   * @param key names it
   * @param version changes whenever its content does
   */
  record Delivery(String key, String version, Replacing replacing) {}

  /** What lies there now, in the order of keys. */
  List<Delivery> deliveries() throws IOException;

  /** The bill as CSV in FOCUS form, not compressed; to be closed by the caller. */
  InputStream open(Delivery delivery) throws IOException;

  @Override
  void close();
}
