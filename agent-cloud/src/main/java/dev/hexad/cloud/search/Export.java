package dev.hexad.cloud.search;

import dev.hexad.cloud.search.Search.Found;
import dev.hexad.cloud.search.Search.Question;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes resources page by page, so that neither memory nor a transaction grows with them. */
@Component
class Export {
  private static final int PAGE = 1_000;

  private final Search search;

  Export(Search search) {
    this.search = search;
  }

  void write(Question question, boolean csv, Writer out) throws IOException {
    if (csv) {
      out.write("provider,account,region,type,id,name,state,owner,createdAt,since,tags\n");
    }
    String cursor = null;
    List<Found> page;
    do {
      page = search.page(question, cursor, PAGE);
      for (Found found : page) {
        out.write(csv ? line(found.resource()) : Json.write(found.resource()));
        out.write('\n');
        cursor = found.cursor();
      }
      out.flush();
    } while (page.size() == PAGE);
  }

  private static String line(Resource r) {
    return Stream.of(
            r.provider(),
            r.account(),
            r.region(),
            r.type(),
            r.id(),
            r.name(),
            r.state(),
            text(r.owner()),
            text(r.createdAt()),
            r.validFrom().toString(),
            r.tags().toString())
        .map(Export::cell)
        .collect(Collectors.joining(","));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** Programs that open tables take what begins like a formula for one. */
  static String cell(String value) {
    String safe =
        !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return safe.matches("(?s).*[\",\n\r].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
