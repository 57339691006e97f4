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

  private final HttpServer server;
  private final int count;

  ManyVolumes(int count) throws IOException {
    this.count = count;
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
    String content =
        switch (action) {
          case "GetCallerIdentity" ->
              "<GetCallerIdentityResult><Account>555555555555</Account><Arn>arn:aws:iam::555555555555:root</Arn></GetCallerIdentityResult>";
          case "DescribeVolumes" -> volumes(form.getOrDefault("NextToken", "0"));
          case "GetEbsEncryptionByDefault" ->
              "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>";
          default -> "";
        };
    byte[] bytes =
        ("<" + action + "Response>" + content + "</" + action + "Response>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String volumes(String token) {
    int from = Integer.parseInt(token);
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
