package dev.hexad.orchestrator.dashboard;

import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.RequiresScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The API of the orchestrator and of all agents that are up, as one OpenAPI document. */
@RestController
class OpenApiController {
  private static final Logger log = LoggerFactory.getLogger(OpenApiController.class);

  private final Registry registry;
  private final WebServerApplicationContext web;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  OpenApiController(Registry registry, WebServerApplicationContext web, Clock clock) {
    this.registry = registry;
    this.web = web;
    this.clock = clock;
  }

  @GetMapping("/api/v1/openapi.json")
  @RequiresScope("agents:read")
  JsonNode document(Identity identity) {
    var server = web.getWebServer();
    var merged = new OpenApiMerge("Hexad");
    read("http://127.0.0.1:" + (server == null ? 0 : server.getPort()))
        .ifPresent(own -> merged.add("orchestrator", own));
    for (Agent agent : registry.all(identity.tenant())) {
      agent.instances().stream()
          .filter(instance -> instance.alive(clock.instant()))
          .findFirst()
          .flatMap(instance -> read(instance.baseUrl()))
          .ifPresent(document -> merged.add(agent.id(), document));
    }
    return merged.document();
  }

  private Optional<JsonNode> read(String baseUrl) {
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + "/openapi.json"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(dev.hexad.contracts.message.Json.mapper().readTree(response.body()))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      log.atWarn().setCause(e).addKeyValue("url", baseUrl).log("no API description");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
