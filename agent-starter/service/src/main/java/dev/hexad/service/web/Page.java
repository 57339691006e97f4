package dev.hexad.service.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor give it back as {@code cursor} for the next page; absent on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /** The largest page that is given out. */
  public static final int MAX_SIZE = 500;

  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> all(List<T> items) {
    return new Page<>(items, null);
  }

  /** A page of at most {@code size} from a query that asked for one more. */
  public static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> cursor) {
    if (oneMore.size() <= size) {
      return all(oneMore);
    }
    List<T> items = oneMore.subList(0, size);
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  /** A page size within the limits. */
  public static int size(@Nullable Integer asked) {
    return asked == null ? 50 : Math.clamp(asked, 1, MAX_SIZE);
  }
}
