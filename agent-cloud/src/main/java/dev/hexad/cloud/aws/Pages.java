package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Lists of EC2, page by page. A page that says what it said at the last reading is not taken apart:
 * in its place the SDK sees one with nothing on it but what leads to the next.
 */
final class Pages implements ExecutionInterceptor {
  private static final ScopedValue<Pages.Watch> CURRENT = ScopedValue.newInstance();

  /** A reading that is going on in this thread. */
  private static final class Watch {
    private final Reading reading;
    private boolean open;
    private int calls;

    Watch(Reading reading) {
      this.reading = reading;
    }

    void begin() {
      open = true;
      calls = 0;
    }

    void end() {
      open = false;
      reading.endPage(calls == 1);
    }
  }

  /** Has a reading know the pages of {@link #each} again. */
  static void watched(Reading reading, Runnable work) {
    ScopedValue.where(CURRENT, new Watch(reading)).run(work);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> content = context.responseBody();
    if (!CURRENT.isBound() || !CURRENT.get().open || content.isEmpty()) {
      return content;
    }
    Watch watch = CURRENT.get();
    watch.calls++;
    if (watch.calls > 1 || !context.httpResponse().isSuccessful()) {
      return content;
    }
    try (InputStream stream = content.get()) {
      var page = new XmlPage(stream.readAllBytes());
      return Optional.of(
          new ByteArrayInputStream(
              watch.reading.isKnown(page.hash()) ? page.empty() : page.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list to its end.
   *
   * @param ask for the page of a token, null for the first
   * @param next the token of the next page
   */
  static <R> void each(
      Function<@Nullable String, R> ask, Function<R, @Nullable String> next, Consumer<R> take) {
    String token = null;
    do {
      Optional<Watch> watch = CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
      watch.ifPresent(Watch::begin);
      R page = ask.apply(token);
      take.accept(page);
      watch.ifPresent(Watch::end);
      token = next.apply(page);
    } while (token != null && !token.isEmpty());
  }
}
