package dev.hexad.finops.price;

import java.io.IOException;
import java.util.List;

/** Where prices are known. */
@FunctionalInterface
interface PriceSource extends AutoCloseable {
  /** The price by currency; empty when it is not known. Never zero for something unknown. */
  List<Price> prices(PriceQuestion question) throws IOException;

  @Override
  default void close() {
    // Most have nothing open.
  }
}
