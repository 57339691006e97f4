package dev.hexad.iac.state;

import dev.hexad.contracts.message.Json;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Writes a state again with another serial, and all else as it was. */
final class StateSerial {
  private StateSerial() {}

  static byte[] of(byte[] text, long serial) {
    var out = new ByteArrayOutputStream(text.length + 16);
    try (JsonParser parser = Json.mapper().createParser(text);
        JsonGenerator generator = Json.mapper().createGenerator(out)) {
      int depth = 0;
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        generator.copyCurrentEventExact(parser);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 1
            && token == JsonToken.PROPERTY_NAME
            && parser.currentName().equals("serial")) {
          parser.nextToken();
          generator.writeNumber(serial);
        }
      }
    }
    return out.toByteArray();
  }
}
