package dev.hexad.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a service how it is. */
enum Health {
  UP,
  DOWN,
  /** Nothing answers on the port. */
  SILENT;

  private static final int TIMEOUT_MILLIS = 3000;
  private static final int MAX_BYTES = 4096;

  static Health of(int port) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          return DOWN;
        }
        byte[] body = connection.getInputStream().readNBytes(MAX_BYTES);
        String text = new String(body, StandardCharsets.UTF_8);
        return text.contains("\"status\":\"UP\"") ? UP : DOWN;
      } finally {
        connection.disconnect();
      }
    } catch (IOException unreachable) {
      return SILENT;
    }
  }
}
