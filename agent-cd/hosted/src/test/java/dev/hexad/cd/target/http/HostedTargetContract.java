package dev.hexad.cd.target.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTargetContract;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.RecordedProgress;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.http.StrictServer.Call;
import dev.hexad.cd.target.http.StrictServer.Reply;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The suite against a server that is held to what a provider publishes of its API. */
public abstract class HostedTargetContract extends DeployTargetContract {
  private static final List<StrictServer> SERVERS = new ArrayList<>();

  @TempDir protected Path folder;
  protected JsonNode settings = Json.tree(Map.of());

  /** The provider; a new one for each test. */
  protected abstract StrictServer server();

  protected static StrictServer serve(String spec, String prefix, Function<Call, Reply> provider)
      throws IOException {
    var server = new StrictServer(spec, prefix, provider);
    SERVERS.add(server);
    return server;
  }

  /** After all, since the suite still removes what a test has left. */
  @AfterAll
  static void stop() {
    SERVERS.forEach(StrictServer::close);
    SERVERS.clear();
  }

  @AfterEach
  void conforms() {
    assertThat(server().violations).isEmpty();
  }

  protected final void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  protected ImageRef image(String version) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(version.getBytes(StandardCharsets.UTF_8));
    return new ImageRef(
        "registry.example.com/team/box", version, "sha256:" + HexFormat.of().formatHex(digest));
  }

  @Override
  protected JsonNode settings() {
    return settings;
  }

  @Override
  protected Path sources() {
    return folder;
  }

  protected final Revision revision(int number, String version) throws Exception {
    return revision(number, image(version), Map.of("GREETING", version));
  }

  protected final Rendered render(Revision revision) throws Exception {
    return target().render(revision, () -> folder);
  }

  protected final Placed deploy(Revision revision) throws Exception {
    return target().deploy(revision, render(revision), RecordedProgress.after(null));
  }

  protected final void awaitHealth(JsonNode handle, Health health) {
    Await.until("health", () -> health(handle) == health);
  }

  private Health health(JsonNode handle) {
    try {
      return target().observe(handle).health();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
