package dev.hexad.standalone.bench.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/** A loopback server that speaks as much of EC2 as it takes to list any number of disks. */
final class ManyVolumes implements AutoCloseable {
  private static final int PAGE = 500;

  /** So many pages are written before anything is measured; memory stays bounded. */
  private static final int KEPT = 200;

  private final HttpServer server;
  private final Map<String, byte[]> written = new HashMap<>();
  private final int count;

  ManyVolumes(int count) throws IOException {
    this.count = count;
    for (int from = 0; from < count && written.size() < KEPT; from += PAGE) {
      written.put(Integer.toString(from), page(from));
    }
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form = new HashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    String action = form.getOrDefault("Action", "");
    byte[] bytes =
        action.equals("DescribeVolumes")
            ? volumesAfter(form.getOrDefault("NextToken", "0"))
            : answer(action).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private byte[] volumesAfter(String token) {
    byte[] known = written.get(token);
    return known == null ? page(Integer.parseInt(token)) : known;
  }

  private byte[] page(int from) {
    return wrapped("DescribeVolumes", volumes(from)).getBytes(StandardCharsets.UTF_8);
  }

  private static String answer(String action) {
    return wrapped(
        action,
        switch (action) {
          case "GetCallerIdentity" ->
              "<GetCallerIdentityResult><Account>555555555555</Account><Arn>arn:aws:iam::555555555555:root</Arn></GetCallerIdentityResult>";
          case "GetEbsEncryptionByDefault" ->
              "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>";
          default -> "";
        });
  }

  private static String wrapped(String action, String content) {
    return "<" + action + "Response>" + content + "</" + action + "Response>";
  }

  private String volumes(int from) {
    int to = Math.min(count, from + PAGE);
    var xml = new StringBuilder("<volumeSet>");
    for (int i = from; i < to; i++) {
      xml.append(
          "<item><volumeId>vol-%08d</volumeId><size>%d</size><snapshotId>snap-%d</snapshotId><availabilityZone>eu-west-1a</availabilityZone><status>in-use</status><createTime>2026-01-01T00:00:00.000Z</createTime><encrypted>true</encrypted><volumeType>gp3</volumeType><iops>3000</iops><throughput>125</throughput><attachmentSet><item><volumeId>vol-%08d</volumeId><instanceId>i-%08d</instanceId><device>/dev/sda1</device><status>attached</status></item></attachmentSet><tagSet><item><key>Name</key><value>disk %d</value></item><item><key>env</key><value>%s</value></item><item><key>owner</key><value>team-%d</value></item></tagSet></item>"
              .formatted(i, i % 500, i % 1000, i, i / 2, i, i % 3 == 0 ? "prod" : "test", i % 40));
    }
    xml.append("</volumeSet>");
    if (to < count) {
      xml.append("<nextToken>").append(to).append("</nextToken>");
    }
    return xml.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
