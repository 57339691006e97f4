package dev.hexad.cloud.iac;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Tables that come with Hexad. */
final class IacTable {
  private IacTable() {}

  /** Reads one. */
  static <T> T read(String name, Class<T> type) {
    try (var in = IacTable.class.getResourceAsStream("/iac/" + name + ".yml")) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object document =
          new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
      return Json.convert(Json.tree(document), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
