package dev.hexad.cloud.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.cloud.rest.StrictCloud;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;
import software.amazon.awssdk.services.sts.StsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The emulator with the one thing that it lacks: calls are passed on to it, those that stop
 * machines are written down, and LookupEvents is answered in the types of the SDK.
 */
final class TrailedAws implements AutoCloseable {
  private static final String LOOKUP =
      "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";
  private static final int PAGE = 2;
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "connection", "content-length", "expect", "upgrade");

  final List<JsonNode> lookups = new CopyOnWriteArrayList<>();
  final List<String> violations = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer http;
  private final URI emulator;
  private final String self;

  TrailedAws(AwsEmulator aws) throws IOException {
    emulator = aws.settings("emulator").endpoint();
    self = aws.client(StsClient.class, StsClient::builder).getCallerIdentity().arn();
    http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Under which name calls with the test's keys are written down. */
  String self() {
    return self;
  }

  /** Answers the next LookupEvents with an error. */
  void refuse(String code) {
    refusals.add(code);
  }

  void happened(Instant at, String who, String agent, String what, String... resources) {
    String[] call = what.split(":", 2);
    String told =
        Json.write(
            Map.of(
                "userIdentity",
                Map.of("type", "IAMUser", "arn", who),
                "awsRegion",
                "eu-west-1",
                "sourceIPAddress",
                "203.0.113.7",
                "userAgent",
                agent));
    events.add(
        Event.builder()
            .eventId(Ids.next().toString())
            .eventTime(at)
            .eventSource(call[0] + ".amazonaws.com")
            .eventName(call[1])
            .readOnly("false")
            .cloudTrailEvent(told)
            .resources(
                List.of(resources).stream()
                    .map(name -> Resource.builder().resourceName(name).build())
                    .toList())
            .build());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (LOOKUP.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
        JsonNode question = Json.mapper().readTree(body);
        String refusal = refusals.isEmpty() ? null : refusals.removeFirst();
        byte[] answer =
            (refusal == null
                    ? answer(question, exchange.getRequestHeaders().getFirst("Authorization"))
                    : "{\"__type\": \"" + refusal + "\", \"message\": \"not you\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(refusal == null ? 200 : 400, answer.length);
        exchange.getResponseBody().write(answer);
      } else {
        passOn(exchange, body);
      }
    }
  }

  private void passOn(HttpExchange exchange, byte[] body) throws IOException {
    var request =
        HttpRequest.newBuilder(emulator.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      writeDown(exchange, new String(body, StandardCharsets.UTF_8));
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!name.equals("content-length") && !name.equals("connection")) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      boolean empty = answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
      if (!empty) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void writeDown(HttpExchange exchange, String body) {
    if (!body.startsWith("Action=StopInstances")) {
      return;
    }
    String[] machines =
        StrictCloud.form(body).entrySet().stream()
            .filter(field -> field.getKey().startsWith("InstanceId."))
            .map(Map.Entry::getValue)
            .toArray(String[]::new);
    String agent = exchange.getRequestHeaders().getFirst("User-Agent");
    happened(Instant.now(), self, agent, "ec2:StopInstances", machines);
  }

  private String answer(JsonNode question, String authorization) {
    lookups.add(question);
    Set<String> known =
        LookupEventsRequest.builder().build().sdkFields().stream()
            .map(SdkField::locationName)
            .collect(Collectors.toSet());
    question.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> violations.add("no such field: " + name));
    if (!question
        .path("LookupAttributes")
        .toString()
        .equals("[{\"AttributeKey\":\"ReadOnly\",\"AttributeValue\":\"false\"}]")) {
      violations.add("asks for what was only read: " + question);
    }
    List<Event> all =
        authorization.contains("/eu-west-1/cloudtrail/")
            ? events.stream()
                .filter(event -> isWithin(event.eventTime(), question))
                .sorted(Comparator.comparing(Event::eventTime).reversed())
                .toList()
            : List.of();
    int from = question.path("NextToken").asInt(0);
    int to = Math.min(all.size(), from + PAGE);
    return wire(
        LookupEventsResponse.builder()
            .events(all.subList(from, to))
            .nextToken(to < all.size() ? Integer.toString(to) : null)
            .build());
  }

  private static boolean isWithin(Instant at, JsonNode question) {
    double seconds = at.toEpochMilli() / 1000.0;
    return seconds >= question.get("StartTime").asDouble()
        && seconds <= question.get("EndTime").asDouble();
  }

  /** Times travel as seconds. */
  private static String wire(LookupEventsResponse response) {
    ObjectNode json = SdkDocument.of(response);
    var times = new ArrayList<>(response.events());
    IntStream.range(0, times.size())
        .forEach(i ->
            ((ObjectNode) json.get("Events").get(i))
                .put("EventTime", times.get(i).eventTime().toEpochMilli() / 1000.0));
    return Json.write(json);
  }

  @Override
  public void close() {
    http.stop(0);
    client.close();
  }
}
