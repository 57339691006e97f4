package dev.hexad.iac.hosted;

import com.sun.net.httpserver.HttpExchange;
import dev.hexad.testkit.contract.Contract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Where Terraform Cloud has uploads, logs and plans read and written, by signed addresses. */
final class FakeArchivist {
  static final String PATH = "/archivist/";

  /** What {@code show -json} would say after the apply. */
  private static final String STATE =
      """
      {"format_version": "1.0", "values": {"root_module": {"resources": [
        {"address": "terraform_data.svc", "values": {"id": "svc-1", "token": "s3cret"}}]}}}
      """;

  volatile String planJson;
  volatile String planLog = "";
  private final Map<String, List<String>> uploads;
  private final List<String> violations;

  FakeArchivist(Map<String, List<String>> uploads, List<String> violations) throws IOException {
    this.uploads = uploads;
    this.violations = violations;
    this.planJson = Files.readString(Contract.published("terraform/plan/plan.create.json"));
  }

  void handle(HttpExchange exchange, String what, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      if (exchange.getRequestHeaders().containsKey("Authorization")) {
        violations.add("the token went to the archivist");
      }
      uploads.put(what.substring("upload/".length()), names(body));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String text =
        switch (what) {
          case "json" -> planJson;
          case "state" -> STATE;
          default -> logText(what);
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String offset = query(exchange).getOrDefault("offset", "0");
    int from = Math.min(bytes.length, Integer.parseInt(offset));
    exchange.sendResponseHeaders(200, bytes.length == from ? -1 : bytes.length - from);
    exchange.getResponseBody().write(bytes, from, bytes.length - from);
  }

  private String logText(String what) {
    String text = what.startsWith("log/apply") ? "Apply complete in the cloud\n" : planLog;
    return "\u0002" + text + "\u0003";
  }

  private static List<String> names(byte[] archive) throws IOException {
    var names = new ArrayList<String>();
    try (var tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  static Map<String, String> query(HttpExchange exchange) {
    var query = new HashMap<String, String>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
