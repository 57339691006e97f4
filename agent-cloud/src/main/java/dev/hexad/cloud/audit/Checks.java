package dev.hexad.cloud.audit;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.stereotype.Component;

/** The checks that come with Hexad, compiled once. */
@Component
class Checks {
  private static final List<String> FILES = List.of("aws", "azure", "gcp", "kubernetes", "local");

  private final List<Check.Ready> ready;

  Checks() {
    this.ready =
        FILES.stream()
            .flatMap(Checks::read)
            .map(check -> new Check.Ready(check, check.compiled()))
            .toList();
    Set<String> ids = new HashSet<>();
    for (Check.Ready one : ready) {
      if (!ids.add(one.check().id())) {
        throw new IllegalStateException("two checks are named '" + one.check().id() + "'");
      }
    }
  }

  private record Document(List<Check> checks) {}

  private static Stream<Check> read(String name) {
    try (var in = Checks.class.getResourceAsStream("/audits/" + name + ".yml")) {
      if (in == null) {
        throw new IllegalStateException("the checks of " + name + " are missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object document =
          new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
      return Json.convert(Json.tree(document), Document.class).checks().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Check.Ready> ready() {
    return ready;
  }

  List<Check> all() {
    return ready.stream().map(Check.Ready::check).toList();
  }

  Check require(String id) {
    return all().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow(() -> HexadException.notFound("check", id));
  }
}
