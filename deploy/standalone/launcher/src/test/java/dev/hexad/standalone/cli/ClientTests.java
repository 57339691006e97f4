package dev.hexad.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The subcommands against answers as the API gives them. */
class ClientTests {
  private static final String RUN = "0199c0de-0000-7000-8000-000000000001";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(body.isEmpty() ? request : request + " " + body);
          String answer = answers.get(request);
          byte[] bytes =
              (answer == null ? "{\"detail\": \"There is no such thing.\"}" : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int hexad(String... words) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Client.run(
        List.of(words),
        () -> new Client.Local(url, "hxd_x"),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String run(String state, String stageState) {
    return """
    {"id": "%s", "name": "n", "state": "%s", "stages": [
      {"id": "ok", "uses": "gate.approval", "state": "%s", "message": "0 of 1 approvals"}]}
    """
        .formatted(RUN, state, stageState);
  }

  @Test
  void approvesAtTheOnlyGateThatWaits() {
    answers.put("GET /api/v1/runs/" + RUN, run("RUNNING", "WAITING"));
    answers.put("POST /api/v1/runs/" + RUN + "/stages/ok/decision", run("RUNNING", "SUCCEEDED"));
    assertThat(hexad("run", "approve", RUN, "--comment", "fine")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("approved at ok");
    assertThat(asked.getLast()).contains("\"approved\":true").contains("\"comment\":\"fine\"");
  }

  @Test
  void saysWhenNobodyIsAsked() {
    answers.put("GET /api/v1/runs/" + RUN, run("SUCCEEDED", "SUCCEEDED"));
    assertThat(hexad("run", "approve", RUN)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("waits for nobody's approval");
  }

  @Test
  void watchesToTheEndAndFailsWithTheRun() {
    answers.put("GET /api/v1/runs/" + RUN, run("FAILED", "FAILED"));
    assertThat(hexad("run", "watch", RUN)).isEqualTo(1);
    assertThat(hexad("--json", "run", "watch", RUN)).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"state\":\"FAILED\"");
  }

  @Test
  void tellsWhatIsWrongByItsStatus() {
    assertThat(hexad("run", "show", RUN)).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no such thing.");
    assertThat(hexad("run", "show", "x")).isEqualTo(2);
    assertThat(hexad("run", "sho")).isEqualTo(2);
    server.stop(0);
    assertThat(hexad("token", "list")).isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("./hexad up");
  }

  @Test
  void listsAPageAfterTheOther() {
    answers.put(
        "GET /api/v1/applications?limit=200",
        "{\"items\": [{\"name\": \"a\", \"id\": \"1\"}], \"nextCursor\": \"c\"}");
    answers.put(
        "GET /api/v1/applications?cursor=c&limit=200",
        "{\"items\": [{\"name\": \"b\", \"id\": \"2\"}]}");
    assertThat(hexad("app", "list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("NAME").contains("\nb ");
  }

  @Test
  void completesItself() {
    assertThat(hexad("completion")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("approve").contains("complete -F");
  }
}
