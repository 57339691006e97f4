package dev.hexad.testkit;

import dev.hexad.agent.HexadAgent;
import dev.hexad.agent.enrolment.Registration;
import dev.hexad.service.identity.SignedIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.springframework.context.ConfigurableApplicationContext;

/** A real agent in this JVM, on real servers, enrolled with a {@link FakeOrchestrator}. */
public final class TestAgent implements AutoCloseable {
  private final String id;
  private final ConfigurableApplicationContext context;
  private final FakeOrchestrator orchestrator;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestAgent(
      String id, ConfigurableApplicationContext context, FakeOrchestrator orchestrator) {
    this.id = id;
    this.context = context;
    this.orchestrator = orchestrator;
  }

  /** Starts the agent and waits until it is enrolled. */
  public static TestAgent start(
      Class<?> application, String id, FakeOrchestrator orchestrator, String... more) {
    var arguments = new ArrayList<>(TestServers.shared().arguments(id));
    arguments.addAll(orchestrator.arguments());
    arguments.add("--hexad.command-lease=2s");
    for (String argument : more) {
      String name = argument.replaceFirst("=.*", "=");
      arguments.removeIf(usual -> usual.startsWith(name));
      arguments.add(argument);
    }
    var context = HexadAgent.run(application, id, arguments.toArray(String[]::new));
    var registration = context.getBean(Registration.class);
    Await.until("enrolment of " + id, registration::enrolled);
    return new TestAgent(id, context, orchestrator);
  }

  public ConfigurableApplicationContext context() {
    return context;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public String url() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** GET below {@code /api/v1/<agent>} with an identity of these scopes; no scopes, no identity. */
  public HttpResponse<String> get(String path, String... scopes) {
    return send("token:test", "GET", path, "", scopes);
  }

  public HttpResponse<String> post(String path, String body, String... scopes) {
    return postAs("token:test", path, body, scopes);
  }

  public HttpResponse<String> delete(String path, String... scopes) {
    return send("token:test", "DELETE", path, "", scopes);
  }

  public HttpResponse<String> put(String path, String body, String... scopes) {
    return send("token:test", "PUT", path, body, scopes);
  }

  /** POST by somebody of this name, for example {@code token:ada}. */
  public HttpResponse<String> postAs(String subject, String path, String body, String... scopes) {
    return send(subject, "POST", path, body, scopes);
  }

  private HttpResponse<String> send(
      String subject, String method, String path, String body, String... scopes) {
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/" + id + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (scopes.length > 0) {
      request.header(SignedIdentity.HEADER, orchestrator.identityOf(subject, id, scopes));
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
